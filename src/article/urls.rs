//! URLs: the few questions asked about them here, without resolving or fetching anything.

/// Query parameters that name the reader's way to a page, not the page.
const TRACKING: [&str; 12] = [
    "fbclid",
    "gclid",
    "dclid",
    "msclkid",
    "mc_cid",
    "mc_eid",
    "igshid",
    "cmpid",
    "ocid",
    "smid",
    "ref_src",
    "__twitter_impression",
];

/// A URL that is `http` or `https` with a host, as it was given, without white space around it; `//host/…` counts as https.
#[must_use]
pub(super) fn absolute(raw: &str) -> Option<String> {
    let raw = raw.trim();
    let raw = if raw.starts_with("//") { format!("https:{raw}") } else { raw.to_owned() };
    let (scheme, rest) = raw.split_once("://")?;
    let good_scheme = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let good_host = host.chars().any(char::is_alphanumeric) && !host.contains(['<', '>', '"', '\'']);
    let plain = raw.len() <= 2_000 && !raw.chars().any(|c| c.is_whitespace() || c.is_control());
    (good_scheme && good_host && plain).then_some(raw)
}

/// `raw` as an absolute URL; a path takes the host of `base`.
#[must_use]
pub(crate) fn resolve_url(raw: &str, base: Option<&str>) -> Option<String> {
    let raw = raw.trim();
    if raw.starts_with('/') && !raw.starts_with("//") {
        let (scheme, rest) = base?.split_once("://")?;
        let host = rest.split(['/', '?', '#']).next()?;
        return absolute(&format!("{scheme}://{host}{raw}"));
    }
    absolute(raw)
}

/// The host in lower case, without `www.`, port and user.
#[must_use]
pub(super) fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (!host.is_empty()).then(|| host.to_owned())
}

/// The path with its query, `/` when there is none.
#[must_use]
pub(super) fn path(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find(['/', '?']).map_or("/", |at| &rest[at..])
}

/// Whether an address is that of a host and nothing more.
#[must_use]
pub(crate) fn is_front_page(url: &str) -> bool {
    let path = path(url).split(['?', '#']).next().unwrap_or_default().trim_start_matches('/');
    path.is_empty() || path.eq_ignore_ascii_case("index.html")
}

/// What all ways of writing one address share: https, the host in lower case, no fragment, no tracking parameters, no
/// slash at the end.
#[must_use]
pub(crate) fn key(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or(rest);
    let (address, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = address.find('/').map_or((address, ""), |at| address.split_at(at));
    let query: Vec<&str> = query
        .split('&')
        .filter(|pair| {
            let name = pair.split('=').next().unwrap_or_default();
            !name.is_empty() && !name.starts_with("utm_") && !TRACKING.contains(&name)
        })
        .collect();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("https://{}{}{mark}{}", host.to_ascii_lowercase(), path.trim_end_matches('/'), query.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_urls() {
        assert_eq!(absolute(" https://a.example/x ").as_deref(), Some("https://a.example/x"));
        assert_eq!(absolute("//a.example/x").as_deref(), Some("https://a.example/x"));
        for raw in ["javascript:alert(1)", "/x", "a.example", "https://", "https://a b/", "file:///etc"] {
            assert_eq!(absolute(raw), None, "{raw}");
        }
        assert_eq!(resolve_url("/x", Some("https://a.example/y?z")).as_deref(), Some("https://a.example/x"));
        assert_eq!(resolve_url("/x", None), None);
    }

    #[test]
    fn one_address_has_one_key() {
        for url in [
            "http://A.example/x/?utm_source=y&id=3#top",
            "https://a.example/x?id=3&fbclid=Z",
            "https://a.example/x?id=3",
        ] {
            assert_eq!(key(url), "https://a.example/x?id=3");
        }
        assert_eq!(key("https://a.example"), "https://a.example");
    }

    #[test]
    fn hosts_and_paths() {
        assert_eq!(host("https://user@www.A.example:80/x").as_deref(), Some("a.example"));
        assert_eq!(path("https://a.example"), "/");
        assert_eq!(path("https://a.example/x?y"), "/x?y");
    }
}
