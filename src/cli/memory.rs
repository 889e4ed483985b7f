//! Memory: whether what a text needs is still to be had, where the system sets the program a limit (`ulimit -v`).

use std::fs;

/// Bytes that reading, analysing and storing takes at most for each byte of a text, and what it takes beside.
const FOR_EACH_BYTE: u64 = 20;
const BESIDE: u64 = 32 << 20;

/// Says that a text of so many bytes needs more memory than is left. An allocation that fails would end the program, and
/// all other articles with it.
pub(super) fn lacking(bytes: usize) -> Option<String> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let limits = fs::read_to_string("/proc/self/limits").ok()?;
    told(bytes, left(&status, &limits)?)
}

fn told(bytes: usize, left: u64) -> Option<String> {
    let needed = (bytes as u64).saturating_mul(FOR_EACH_BYTE).saturating_add(BESIDE);
    (needed > left).then(|| {
        format!(
            "the text is {:.1} MB long and may need {} MB of memory, of which {} are left; raise the limit or split it.",
            bytes as f64 / 1e6,
            needed >> 20,
            left >> 20
        )
    })
}

/// What is left of the address space; `None` where it has no limit, or the system does not say.
fn left(status: &str, limits: &str) -> Option<u64> {
    let number = |text: &str, name: &str| -> Option<u64> {
        text.lines().find_map(|line| line.strip_prefix(name))?.split_whitespace().next()?.parse().ok()
    };
    let taken = number(status, "VmSize:")?.saturating_mul(1024);
    Some(number(limits, "Max address space")?.saturating_sub(taken))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_the_limit_without_what_is_taken() {
        let status = "Name:\tonrecord\nVmPeak:\t  300000 kB\nVmSize:\t  100000 kB\n";
        let limit = |limit: &str| {
            format!("Limit  Soft Limit\nMax address space         {limit}   unlimited  bytes\n")
        };
        assert_eq!(left(status, &limit("204800000")), Some(102_400_000));
        assert_eq!(left(status, &limit("1000")), Some(0));
        assert_eq!(left(status, &limit("unlimited")), None);
        assert_eq!(left("", &limit("1000")), None);
    }

    #[test]
    fn a_text_that_needs_more_is_told() {
        assert_eq!(told(1_000_000, 60 << 20), None);
        assert_eq!(
            told(3_900_000, 60 << 20).as_deref(),
            Some(
                "the text is 3.9 MB long and may need 106 MB of memory, of which 60 are left; raise the limit or split it."
            )
        );
    }
}
