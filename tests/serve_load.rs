//! The desk under load: many readers and writers at once, and connections on which nothing comes.

#![cfg(feature = "cli")]
#![cfg(feature = "serve")]
#![allow(clippy::unwrap_used, clippy::print_stdout)] // a test may panic, and says how long requests took

mod served;

use serde_json::Value;
use served::{LISTS, Served, encoded};
use std::io::Write as _;
use std::net::TcpStream;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Many at once: `ONRECORD_LOAD=60` seconds by hand, one in every run. What is written is all there afterwards.
#[test]
fn fifty_readers_and_two_writers_lose_nothing() {
    let served = Served::sample(&[]);
    let seconds = std::env::var("ONRECORD_LOAD").ok().and_then(|n| n.parse().ok()).unwrap_or(1);
    let end = Instant::now() + Duration::from_secs(seconds);
    let claims = served.json("/claims.json")["claims"].as_array().unwrap().clone();
    let (times, failed, written) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for reader in 0..50 {
            let (served, times, failed) = (&served, &times, &failed);
            scope.spawn(move || {
                let mut turn = reader;
                while Instant::now() < end {
                    let path = LISTS[turn % LISTS.len()];
                    let start = Instant::now();
                    let status = served.get(path).status;
                    times.lock().unwrap().push(start.elapsed());
                    if status != 200 {
                        failed.lock().unwrap().push(format!("{path}: {status}"));
                    }
                    turn += 1;
                }
            });
        }
        for mine in claims.chunks(claims.len().div_ceil(2)) {
            let (served, failed, written) = (&served, &failed, &written);
            scope.spawn(move || {
                for claim in mine.iter().cycle() {
                    if Instant::now() >= end {
                        break;
                    }
                    match assign(served, claim) {
                        303 => drop(written.fetch_add(1, Ordering::Relaxed)),
                        status => failed.lock().unwrap().push(format!("assign: {status}")),
                    }
                }
            });
        }
    });
    assert_eq!(failed.into_inner().unwrap(), Vec::<String>::new());
    let mut times = times.into_inner().unwrap();
    times.sort();
    let stored: usize = claims.iter().map(|claim| steps(&served, claim).len()).sum();
    assert_eq!(stored, written.into_inner(), "each step that was taken is there");
    assert!(stored > 0);
    println!("{} requests and {stored} steps, p95 {:?}", times.len(), times[times.len() * 95 / 100]);
}

/// The steps of a claim's review.
fn steps(served: &Served, claim: &Value) -> Vec<Value> {
    let shown = served.json(&format!("/claims/{}.json", claim["claim_id"]));
    shown["reviewed"]["events"].as_array().unwrap().clone()
}

/// Assigns a claim as its page does; the status of the answer.
fn assign(served: &Served, claim: &Value) -> u16 {
    let event = steps(served, claim).iter().filter_map(|step| step["id"].as_i64()).max();
    let event = event.map(|event| event.to_string()).unwrap_or_default();
    let wording = encoded(claim["sentence"].as_str().unwrap());
    let form = format!("action=assign&by=Jo&assignee=Sam&event={event}&wording={wording}");
    served.post(&format!("/review/claim/{}", claim["claim_id"]), &form).status
}

/// Connections on which nothing comes take nothing from others, and do not keep the program when it is to end.
#[cfg(unix)]
#[test]
fn idle_connections_stop_nobody() {
    let mut served = Served::sample(&["--read-only"]);
    let half = |_| {
        let mut stream = TcpStream::connect(&served.place).unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nhost: ").unwrap();
        stream
    };
    let idle: Vec<TcpStream> = (0..200).map(half).collect();
    assert_eq!(served.get("/articles").status, 200);
    let interrupt = Command::new("kill").args(["-INT", &served.program.id().to_string()]).status().unwrap();
    assert!(interrupt.success());
    let end = Instant::now() + Duration::from_secs(20);
    let mut ended = None;
    while ended.is_none() && Instant::now() < end {
        std::thread::sleep(Duration::from_millis(100));
        ended = served.program.try_wait().unwrap();
    }
    assert!(ended.is_some_and(|status| status.success()), "{ended:?}");
    drop(idle);
}
