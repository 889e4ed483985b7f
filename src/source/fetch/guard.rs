//! Guard: a page must not be able to make the program read the inside of a network, neither by its address, nor by a
//! redirect, nor by a name that leads there. So the addresses are looked at when they are resolved, and the connection
//! goes to one that was looked at.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use url::{Host, Url};

/// A name that leads only to addresses inside a network.
#[derive(Debug, thiserror::Error)]
#[error("it leads inside a network")]
pub(super) struct PrivateAddress;

/// Resolves names to public addresses only.
#[derive(Debug)]
pub(super) struct Guard {
    inner: DefaultResolver,
    allow_private: bool,
}

impl Guard {
    pub(super) fn new(allow_private: bool) -> Self {
        Self { inner: DefaultResolver::default(), allow_private }
    }
}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let mut kept = self.empty();
        for address in found.iter().filter(|a| self.allow_private || !is_private(a.ip())) {
            kept.push(*address);
        }
        if kept.is_empty() {
            return Err(ureq::Error::Other(Box::new(PrivateAddress)));
        }
        Ok(kept)
    }
}

/// Whether an address names a host inside a network outright. A proxy resolves names itself; numbers it must not get.
pub(super) fn is_private_host(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => is_private(ip.into()),
        Some(Host::Ipv6(ip)) => is_private(ip.into()),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.').to_ascii_lowercase();
            name == "localhost" || [".localhost", ".local", ".internal"].iter().any(|end| name.ends_with(end))
        }
        None => true,
    }
}

/// Whether an address is of this machine, of a private network, or of no host at all (RFC 6890 and its registries).
fn is_private(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_private_v4(ip),
        IpAddr::V6(ip) => is_private_v6(ip),
    }
}

fn is_private_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_documentation()
        || a == 0
        || a >= 240
        || (a, b & 0xC0) == (100, 64)
        || (a, b, c) == (192, 0, 0)
        || (a, b & 0xFE) == (198, 18)
}

fn is_private_v6(ip: Ipv6Addr) -> bool {
    let parts = ip.segments();
    let inside = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    if let Some(ip) = ip.to_ipv4_mapped() {
        return is_private_v4(ip);
    }
    match parts {
        // What stands for an IPv4 address: NAT64, 6to4.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => is_private_v4(inside(high, low)),
        [0x2001, 0xdb8, ..] | [0x64, 0xff9b, ..] => true,
        // All that is not global unicast.
        [first, ..] => first & 0xE000 != 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_inside_a_network_are_told_apart() {
        for inside in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "192.0.0.8",
            "198.19.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "ff02::1",
        ] {
            assert!(is_private(inside.parse().expect("an address")), "{inside}");
        }
        for outside in
            ["9.9.9.9", "172.32.0.1", "100.128.0.1", "198.20.0.1", "2606:4700::1", "64:ff9b::909:909"]
        {
            assert!(!is_private(outside.parse().expect("an address")), "{outside}");
        }
    }

    #[test]
    fn hosts_are_told_by_their_names_and_numbers() {
        let private = |url: &str| is_private_host(&Url::parse(url).expect("an address"));
        // However a number is written.
        for inside in [
            "http://2130706433/",
            "http://0x7f.1/",
            "http://[::1]/",
            "http://LocalHost./",
            "http://db.internal",
        ] {
            assert!(private(inside), "{inside}");
        }
        assert!(!private("https://harbour.example/") && !private("https://9.9.9.9/"));
    }
}
