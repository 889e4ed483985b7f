//! Sitemaps: the pages of an outlet by the protocol of sitemaps.org, with the dates of news sitemaps; indexes of sitemaps.
//! Entities are never expanded but for those of XML itself.

use super::listing::{ListedPage, ListingKind, PageListing};
use super::thresholds::MAX_ENTRIES;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};

/// The longest address or date, in bytes.
const LONGEST_VALUE: usize = 4096;

/// Reads a sitemap or an index of sitemaps.
///
/// # Errors
/// Where it is no XML, in words that follow its address.
pub(super) fn read_sitemap(bytes: &[u8]) -> Result<PageListing, String> {
    let text = String::from_utf8_lossy(bytes);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    let mut sitemap = Sitemap::default();
    while !sitemap.cut {
        match reader.read_event() {
            Ok(Event::Start(start)) => sitemap.open(name(start.name().as_ref())),
            Ok(Event::End(end)) => sitemap.close(name(end.name().as_ref())),
            Ok(Event::Text(text)) => sitemap.add(&text.xml10_content()),
            Ok(Event::CData(text)) => sitemap.add(&text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => sitemap.add(&character(&reference)),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            // What came before counts.
            Err(_) if !sitemap.entries.is_empty() => break,
            Err(error) => {
                return Err(format!(
                    "it is a sitemap that cannot be read ({error}); open it in a browser to see what is wrong."
                ));
            }
        }
    }
    let kind = if sitemap.index { ListingKind::SitemapIndex } else { ListingKind::Sitemap };
    Ok(PageListing { kind, title: None, entries: sitemap.entries, cut: sitemap.cut, every: None })
}

/// What has been read of it.
#[derive(Default)]
struct Sitemap {
    index: bool,
    entries: Vec<ListedPage>,
    cut: bool,
    /// The page that is being read.
    loc: Option<String>,
    published: Option<Timestamp>,
    updated: Option<Timestamp>,
    /// The text of the innermost element.
    value: String,
}

impl Sitemap {
    fn open(&mut self, element: &str) {
        self.value.clear();
        match element {
            "sitemapindex" => self.index = true,
            "url" | "sitemap" => (self.loc, self.published, self.updated) = (None, None, None),
            _ => {}
        }
    }

    fn add(&mut self, text: &str) {
        if self.value.len() + text.len() <= LONGEST_VALUE {
            self.value.push_str(text);
        }
    }

    fn close(&mut self, element: &str) {
        let value = std::mem::take(&mut self.value);
        let value = value.trim();
        match element {
            // A picture or a film within a page has a place of its own, which comes later.
            "loc" if self.loc.is_none() => self.loc = Some(value.to_owned()).filter(|loc| !loc.is_empty()),
            "lastmod" => self.updated = moment(value),
            "publication_date" => self.published = moment(value),
            "url" | "sitemap" => {
                let (published, updated) = (self.published, self.updated);
                self.cut = self.entries.len() >= MAX_ENTRIES;
                if !self.cut {
                    self.entries.extend(self.loc.take().map(|url| ListedPage { url, published, updated }));
                }
            }
            _ => {}
        }
    }
}

/// The name of an element without its prefix.
fn name(qualified: &str) -> &str {
    qualified.rsplit(':').next().unwrap_or(qualified)
}

/// The character that a reference stands for; nothing for an entity that the document made up.
fn character(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return character.to_string();
    }
    quick_xml::escape::resolve_predefined_entity(&reference.xml10_content()).unwrap_or_default().to_owned()
}

/// A moment, or the beginning of a day in UTC.
fn moment(text: &str) -> Option<Timestamp> {
    let day = || text.parse::<Date>().ok()?.to_zoned(TimeZone::UTC).ok().map(|day| day.timestamp());
    text.parse().ok().or_else(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_news_sitemap_gives_pages_with_their_dates() {
        let listing = read_sitemap(
            b"<urlset xmlns:news='x' xmlns:image='y'><url><loc> https://a.example/x?a=1&amp;b=2&#x26;c </loc>\
              <image:image><image:loc>https://a.example/x.png</image:loc></image:image>\
              <news:news><news:publication_date>2026-03-02T10:00:00+01:00</news:publication_date></news:news>\
              <lastmod>2026-03-03</lastmod></url><url><loc><![CDATA[https://a.example/y]]></loc></url><url></url></urlset>",
        )
        .expect("read");
        assert_eq!(listing.kind, ListingKind::Sitemap);
        let entries: Vec<_> =
            listing.entries.iter().map(|e| (e.url.as_str(), e.published, e.updated)).collect();
        let at = |text: &str| Some(text.parse::<Timestamp>().expect("a time"));
        assert_eq!(
            entries,
            [
                ("https://a.example/x?a=1&b=2&c", at("2026-03-02T09:00:00Z"), at("2026-03-03T00:00:00Z")),
                ("https://a.example/y", None, None)
            ]
        );
    }

    #[test]
    fn an_index_gives_sitemaps_and_a_cut_one_what_came_before() {
        let whole = "<sitemapindex><sitemap><loc>https://a.example/1.xml</loc></sitemap><sitemap><loc>https://a.example/2.xml";
        let listing = read_sitemap(whole.as_bytes()).expect("read");
        assert_eq!((listing.kind, listing.entries.len()), (ListingKind::SitemapIndex, 1));
    }
}
