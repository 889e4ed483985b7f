//! Processor: which arithmetic computes the model here, and whether recorded outputs are to be had with it.
//!
//! Products of 8 bits are exact with AVX-512 VNNI and may saturate with AVX2, and floats are added in another order. So the
//! last digits of confidences differ, and with them now and then a row. Recorded outputs are held against a program on the
//! kind of processor that they were recorded on; what must hold everywhere has tests of its own.

/// What `tests/recorded_on.txt` names this processor's kind.
pub(crate) fn kind() -> &'static str {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::is_x86_feature_detected as has;
        if has!("avx512vnni") && has!("avx512vl") && has!("avx512bw") && has!("avx512dq") {
            return "avx512-vnni";
        }
        if has!("avx512f") {
            return "avx512";
        }
        if has!("avx2") && has!("fma") {
            return "avx2";
        }
    }
    std::env::consts::ARCH
}

/// Whether the recorded outputs are those of such a processor; if not, says that `what` is passed over.
pub(crate) fn is_of_the_records(what: &str) -> bool {
    let recorded = include_str!("../recorded_on.txt").trim();
    if kind() != recorded {
        eprintln!("{what} passed over: recorded on {recorded}, and this processor is {}", kind());
    }
    kind() == recorded
}
