//! A desk that is served, and what it answers: for the tests that ask it over HTTP.

#![allow(dead_code)] // each of these tests asks some of it

use serde_json::Value;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// A desk that is served, and the cookie that it gave.
pub(crate) struct Served {
    pub(crate) program: Child,
    pub(crate) place: String,
    pub(crate) token: String,
    pub(crate) cookie: String,
    pub(crate) folder: TempDir,
}

/// Status, headers and body of an answer.
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Served {
    /// Serves a new database that holds these files.
    pub(crate) fn of(files: &[PathBuf], options: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let onrecord = |arguments: &[&str]| {
            let mut command = Command::new(assert_cmd::cargo::cargo_bin("onrecord"));
            command.current_dir(folder.path()).env_remove("ONRECORD_DB").args(arguments);
            command
        };
        assert!(onrecord(&["add", "-q"]).args(files).status().unwrap().success());
        let mut program = onrecord(&["serve"]).args(options).stdout(Stdio::piped()).spawn().unwrap();
        let mut address = String::new();
        BufReader::new(program.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let (place, token) = address.trim().split_once("?token=").unwrap_or((address.trim(), ""));
        let place = place.trim_start_matches("http://").trim_end_matches('/').to_owned();
        let token = token.to_owned();
        let mut served = Self { program, place, token, cookie: String::new(), folder };
        if !served.token.is_empty() {
            let entered = served.ask("GET", &format!("/?token={}", served.token), &[], "");
            assert_eq!(entered.status, 303, "{}", entered.body);
            let cookie = entered.head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
            assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
            served.cookie = cookie.split(';').next().unwrap().to_owned();
        }
        served
    }

    pub(crate) fn sample(options: &[&str]) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self::of(&[root.join("claims/tarrowby-pool-vote"), root.join("claims/san-aldero-landslide")], options)
    }

    /// Asks with exactly these headers besides the host, unless they name one.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answered {
        let mut stream = TcpStream::connect(&self.place).unwrap();
        let mut request = format!("{method} {path} HTTP/1.0\r\ncontent-length: {}\r\n", body.len());
        if headers.iter().all(|(name, _)| *name != "host") {
            request.push_str(&format!("host: {}\r\n", self.place));
        }
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        // A body that is too large is refused before it is read.
        let _ = stream.write_all(format!("{request}\r\n{body}").as_bytes());
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answered { status, head: head.to_owned(), body: body.to_owned() }
    }

    pub(crate) fn get(&self, path: &str) -> Answered {
        self.ask("GET", path, &[("cookie", &self.cookie)], "")
    }

    pub(crate) fn json(&self, path: &str) -> Value {
        let answered = self.get(path);
        assert_eq!(answered.status, 200, "{path}: {}", answered.body);
        serde_json::from_str(&answered.body).unwrap()
    }

    /// Sends a form as the desk's own pages do.
    pub(crate) fn post(&self, path: &str, form: &str) -> Answered {
        let origin = format!("http://{}", self.place);
        let kind = ("content-type", "application/x-www-form-urlencoded");
        self.ask("POST", path, &[("cookie", &self.cookie), ("origin", &origin), kind], form)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

pub(crate) const LISTS: [&str; 8] =
    ["/articles", "/changes", "/claims", "/quotes", "/speakers", "/search?q=pool", "/topics", "/altered"];

/// A text as a form sends it.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
