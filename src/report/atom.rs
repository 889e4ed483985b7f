//! Atom: revisions with their changes for feed readers.

use super::entry::{RevisionEntry, uuid};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;

/// What every feed says of itself.
pub(super) const MADE_BY: &str = "Changes of claims between revisions of articles, found by onrecord";

/// When a feed without entries was updated: feeds must say something.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// Writes entries, the newest first, as an Atom feed; `address` is where it will lie.
///
/// # Errors
/// Never: it is written to memory.
pub fn atom_feed(title: &str, address: Option<&str>, entries: &[RevisionEntry]) -> io::Result<String> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let updated = entries.iter().map(|entry| entry.at.as_str()).max().unwrap_or(NEVER);
    let feed = writer.create_element("feed").with_attribute(("xmlns", "http://www.w3.org/2005/Atom"));
    feed.write_inner_content(|writer| {
        text(writer, "id", &uuid(&["onrecord watch", title]))?;
        text(writer, "title", title)?;
        text(writer, "subtitle", MADE_BY)?;
        text(writer, "updated", updated)?;
        if let Some(address) = address {
            let link = writer.create_element("link").with_attributes([("rel", "self"), ("href", address)]);
            link.with_attribute(("type", "application/atom+xml")).write_empty()?;
        }
        writer.create_element("author").write_inner_content(|writer| text(writer, "name", "onrecord"))?;
        text(writer, "generator", concat!("onrecord ", env!("CARGO_PKG_VERSION")))?;
        entries.iter().try_for_each(|entry| write_entry(writer, entry))
    })?;
    let mut xml = String::from_utf8_lossy(&writer.into_inner()).into_owned();
    xml.push('\n');
    Ok(xml)
}

fn write_entry(writer: &mut Writer<Vec<u8>>, entry: &RevisionEntry) -> io::Result<()> {
    writer.create_element("entry").write_inner_content(|writer| {
        text(writer, "id", &entry.id)?;
        text(writer, "title", &entry.title)?;
        text(writer, "updated", &entry.at)?;
        if let Some(outlet) = &entry.outlet {
            writer.create_element("author").write_inner_content(|writer| text(writer, "name", outlet))?;
        }
        if let Some(url) = &entry.url {
            writer.create_element("link").with_attribute(("href", url.as_str())).write_empty()?;
        }
        let html = allowed(&entry.html);
        let content = writer.create_element("content").with_attribute(("type", "html"));
        content.write_text_content(BytesText::new(&html)).map(drop)
    })?;
    Ok(())
}

fn text(writer: &mut Writer<Vec<u8>>, element: &str, text: &str) -> io::Result<()> {
    writer.create_element(element).write_text_content(BytesText::new(&allowed(text))).map(drop)
}

/// The text without the characters that XML has no way to write.
fn allowed(text: &str) -> String {
    let fits =
        |c: &char| !matches!(c, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}');
    text.chars().filter(fits).collect()
}
