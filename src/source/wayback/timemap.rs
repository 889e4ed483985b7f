//! Time maps: the lists of captures that Memento (RFC 7089) defines, as links: `<address>; rel="memento"; datetime="…"`.

use super::memento::Memento;
use jiff::fmt::rfc2822::DateTimeParser;

/// One link of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MapLink {
    /// A capture.
    Memento(Memento),
    /// Another list.
    TimeMap(String),
}

/// The links of a list that say something here. `url` is the address whose captures it lists.
pub(super) fn links(text: &str, url: &str) -> Vec<MapLink> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let Some((address, behind)) = rest[at + 1..].split_once('>') else { break };
        let end = end_of_link(behind);
        let parameters = &behind[..end];
        rest = &behind[end..];
        let relation = parameter(parameters, "rel").unwrap_or_default();
        let is = |name: &str| relation.split_ascii_whitespace().any(|part| part.eq_ignore_ascii_case(name));
        if is("memento") {
            found.extend(
                parameter(parameters, "datetime")
                    .and_then(|at| memento(address, url, &at))
                    .map(MapLink::Memento),
            );
        } else if is("timemap") && !is("self") {
            found.push(MapLink::TimeMap(address.to_owned()));
        }
    }
    found
}

/// Where the parameters of a link end: at a comma that stands in no quotation marks.
fn end_of_link(text: &str) -> usize {
    let mut quoted = false;
    let end = text.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b',' && !quoted
    });
    end.unwrap_or(text.len())
}

/// The value of a parameter, with or without quotation marks.
fn parameter(text: &str, name: &str) -> Option<String> {
    let mut rest = text;
    while let Some((_, behind)) = rest.split_once(';') {
        let (key, value) = behind.split_once('=')?;
        let value = value.trim_start();
        let (value, after) = match value.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => value.split_at(value.find(';').unwrap_or(value.len())),
        };
        if key.trim().eq_ignore_ascii_case(name) {
            return Some(value.trim().to_owned());
        }
        rest = after;
    }
    None
}

/// A capture at its own address.
fn memento(address: &str, url: &str, at: &str) -> Option<Memento> {
    let time = DateTimeParser::new().relaxed_weekday(true).parse_timestamp(at).ok()?;
    let timestamp = time.strftime("%Y%m%d%H%M%S").to_string();
    let memento = Memento::new(&timestamp, url, None, None, None)?;
    Some(Memento { address: Some(address.to_owned()), ..memento })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn captures_and_further_lists_are_read() {
        let text = "<https://coast.example/a,b>; rel=\"original\",\n\
            <https://archive.example/timemap/link/https://coast.example/a,b>; rel=\"self\"; type=\"application/link-format\",\n\
            <https://archive.example/timemap/2/https://coast.example/a,b>; rel=\"timemap\"; from=\"Mon, 02 Mar 2026 09:00:00 GMT\",\n\
            <https://archive.example/20260302090000/https://coast.example/a,b>; rel=\"first memento\"; \
            datetime=\"Mon, 02 Mar 2026 09:00:00 GMT\",\n\
            <https://archive.example/x>;datetime=\"Tue, 03 Mar 2026 09:00:00 GMT\" ; rel=memento,\n\
            <https://archive.example/y>; rel=\"memento\"; datetime=\"soon\"";
        let found = links(text, "https://coast.example/a,b");
        let [MapLink::TimeMap(next), MapLink::Memento(first), MapLink::Memento(second)] = &found[..] else {
            panic!("{found:?}")
        };
        assert_eq!(next, "https://archive.example/timemap/2/https://coast.example/a,b");
        assert_eq!((&*first.at, &*first.url), ("2026-03-02T09:00:00Z", "https://coast.example/a,b"));
        assert_eq!(
            (&*second.timestamp, second.address.as_deref()),
            ("20260303090000", Some("https://archive.example/x"))
        );
    }

    proptest! {
        #[test]
        fn any_text_will_do(text in "[<>;,=\" a-d]{0,60}|\\PC{0,30}") {
            let _ = links(&text, "https://a.example/");
        }
    }
}
