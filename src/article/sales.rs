//! Sales: what a page says to its reader for itself, about cookies and about subscriptions.
//!
//! Such words look like prose. Each pattern needs the reader or the outlet to be spoken of, and nothing that somebody is
//! quoted as saying is taken for it.

use regex::{Regex, RegexSet};
use std::sync::LazyLock;

/// What a page wants of its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sales {
    /// Leave to keep cookies and the like.
    Consent,
    /// A subscription, an account or a gift.
    Subscription,
    /// The same, before the rest of the article is shown.
    Gate,
}

static CONSENT: LazyLock<RegexSet> = LazyLock::new(|| {
    set(&[
        r"\b(?:we|our|us|site|website|partners)\b.*\b(?:use|uses|using|set|sets|place|store)\b.{0,30}\bcookies\b",
        r"\b(?:use|uses) (?:of )?cookies\b.*\b(?:your|you|our)\b",
        r"\bcookies\b.*\b(?:our|your|privacy|cookie) (?:privacy |cookie )?(?:policy|notice|preferences|settings)\b",
        r"\b(?:accept|reject|manage|allow|decline|refuse)(?: all| our| these)?(?: \w+){0,2} cookies\b.*\b(?:you|your|our|we)\b",
        r"\b(?:you|your|our|we|by)\b.*\b(?:accept|reject|manage|allow|decline)(?: all)?(?: \w+){0,2} cookies\b",
        r"\bstores?\b.{0,40}\baccess\b.{0,60}\bdevice\b",
        r"\b(?:we|our)\b.*\bpersonal data\b.*\b(?:partners|purposes|consent|ads|advertising|content)\b",
        r"\bby (?:clicking|continuing|using|browsing|closing|scrolling|pressing)\b.{0,100}\byou (?:agree|accept|consent)",
        r"\bwe (?:value|respect|care about|take) your privacy\b",
        r"\b(?:withdraw|change) your (?:consent|mind|preferences|choices)\b.*\b(?:any ?time|clicking|settings|link|button|corner|page)\b",
        r"\b(?:manage|review|change|set) your (?:privacy|cookie|consent|ad) (?:choices|settings|preferences)\b",
    ])
});

/// What nobody but a page that sells says, by the beginning of the article as by its end.
static SUBSCRIPTION: LazyLock<RegexSet> = LazyLock::new(|| {
    set(&[
        r"\bcancel (?:at )?any ?time\b",
        r"\b(?:unlimited|full|instant|digital|complete|ad-free) (?:digital |online )?access\b.*(?:[£$€]|subscri|\bfree\b|\bjust\b|\bweek|\bmonth|\bsign|\blog)",
        r"(?:[£$€]|subscri|\bget\b|\benjoy\b|\bsign|\blog).*\b(?:unlimited|full|instant|digital|complete|ad-free) (?:digital |online )?access\b",
        r"(?:^|[.!?] )(?:please )?(?:subscribe|donate|contribute|become a (?:member|subscriber|supporter|patron))\b.*\b(?:our|us|you|your|today|now|newsroom|journalism)\b",
        r"\bsupport (?:our|independent|quality|local|free|fearless)(?: \w+){0,2} (?:journalism|reporting|newsroom)\b.*\b(?:subscri|donat|contribut|gift|becom|member|today|cents?|[£$€])",
        r"\b(?:subscri|donat|contribut|member|gift).*\bsupport (?:our|independent|quality|local|free|fearless)(?: \w+){0,2} (?:journalism|reporting|newsroom)\b",
        r"\b(?:start|begin|claim) your (?:\w+[ -]){0,2}(?:trial|subscription|membership)\b",
        r"\b(?:our|your) (?:subscribers|subscription|membership)\b.*(?:[£$€]\d|\bper (?:week|month|year)\b|\boffer\b)",
        r"^(?:our )?(?:special|introductory|best|limited(?:-time)?) offer\b.*(?:[£$€]|subscri|access)",
    ])
});

/// What stands where a page breaks off.
static GATE: LazyLock<RegexSet> = LazyLock::new(|| {
    set(&[
        r"\balready (?:a |an |have an? )?(?:\w+ ){0,2}(?:subscriber|subscribed|member|account|registered|subscription)\b.*(?:\?|log|sign)",
        r"\bto (?:continue|keep|finish|carry on|go on) reading\b",
        r"(?:\b(?:subscri|sign|log|register|account|member|join|unlock|pay|buy)\w*\b.*)\b(?:continue|keep|finish|carry on) reading\b",
        r"\b(?:read|view|see|access|unlock) (?:the |this )?(?:full|rest of|whole|entire|complete|remainder of)\b.{0,40}\b(?:subscri|sign|log|register|account|member|join)",
        r"\b(?:subscri|sign in|log ?in|register|account|member|join)\w*\b.{0,60}\b(?:read|view|see|access|unlock) (?:the |this )?(?:full|rest of|whole|entire|complete|remainder of)\b",
        r"\byou(?:['’]ve| have)?\b.{0,25}\b(?:reached|used|hit|read|viewed|run out)\b.{0,50}\b(?:limit|free (?:articles?|stor(?:y|ies)|views?|reads?)|articles? (?:this|for (?:this|the)) month)\b",
        r"\b(?:this|the rest of this|the full) (?:article|story|content|page|piece|report) is (?:exclusive(?:ly)? (?:to|for)|reserved for|only for|for|available (?:only )?(?:to|for)|only available (?:to|for)) (?:our |\w+ )?(?:\w+ )?(?:subscribers|members|registered|paying)\b",
        r"\bsubscribers?[ -](?:only|exclusive)\b",
        r"\b(?:create|open|sign up for) (?:a|your) (?:free )?account\b.*\b(?:read|reading|access|continue|story|article)",
        r"\b(?:register|log ?in|sign in|subscribe)(?: now| free| for free| here| today)? to (?:read|continue|keep|view|see|access|unlock)\b",
        r"\bunlock (?:this|the full|the rest)\b",
        r"\bfor immediate access\b",
        r"\byou have \w+ (?:free )?(?:articles?|stor(?:y|ies)) (?:left|remaining)\b",
        r"\bwant to (?:read|see) (?:more|on)\b",
        r"^exclusive(?:ly)? (?:to|for) (?:our )?(?:\w+ )?(?:subscribers|members)\b",
    ])
});

/// What a page goes on with when it has begun to speak to its reader.
static WENT_ON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(?:you|your|we|our|us|subscri\w+|members?|membership|sign in|log ?in|cookies?|privacy|partners|register)\b"
    ))
    .expect("the pattern is valid")
});

/// What somebody is said to have said, or the marks around it.
static SAID: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r#"[“”"]|\b(?:said|told|according to|asked|added|wrote|announced|argued|warned)\b"#,
        // "as our policy says"
        r"|\b(?:he|she|they|it|\p{Lu}[\w’'-]+) says\b|\bsays (?:the|an?|\p{Lu})",
    ))
    .expect("the pattern is valid")
});

/// A word without which nothing below is said: a quick first test.
static CUE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i-u)subscri|cookie|reading|read (?:more|the|this)|account|access|log ?in|sign in|regist|member|free |unlock",
        r"|cancel|privacy|personal data|device|consent|offer|donat|support|trial|agree|partners|choices|settings|preferences",
    ))
    .expect("the pattern is valid")
});

fn set(patterns: &[&str]) -> RegexSet {
    // Borders of ASCII words are enough, and quicker.
    let patterns = patterns.iter().map(|pattern| format!("(?i){}", pattern.replace(r"\b", r"(?-u:\b)")));
    RegexSet::new(patterns).expect("the patterns are valid")
}

/// The longest paragraph of a page for itself, in bytes.
const LONGEST: usize = 900;

/// What a paragraph of a page is for, if not for its article.
#[must_use]
pub(super) fn sells(text: &str) -> Option<Sales> {
    if text.len() > LONGEST || !CUE.is_match(text) || SAID.is_match(text) {
        return None;
    }
    if GATE.is_match(text) {
        Some(Sales::Gate)
    } else if SUBSCRIPTION.is_match(text) {
        Some(Sales::Subscription)
    } else {
        CONSENT.is_match(text).then_some(Sales::Consent)
    }
}

/// Whether a paragraph beside one that sells may go on with it.
#[must_use]
pub(super) fn may_go_on(text: &str) -> bool {
    text.len() <= LONGEST / 2 && WENT_ON.is_match(text) && !SAID.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_ask_for_leave() {
        for text in [
            "We and our 312 partners store and access information on your device, such as cookies, to show ads.",
            "This site uses cookies. By continuing to browse you agree to our use of them.",
            "Our website uses cookies to give you the best experience and to measure how it is used.",
            "We value your privacy. With your consent we may use precise location data.",
            "You can accept all cookies or choose which ones we may set.",
            "You can withdraw your consent at any time by clicking the link at the foot of the page.",
            "By clicking Agree, you consent to our processing of your personal data as our policy says.",
            "We process personal data with our partners for these purposes: measurement, and content.",
        ] {
            assert_eq!(sells(text), Some(Sales::Consent), "{text}");
        }
    }

    #[test]
    fn pages_ask_for_money() {
        for text in [
            "Get unlimited access to the Upton Echo for £1 a week.",
            "Try three months for €3. Cancel any time.",
            "Subscribe today and help our newsroom stay on the beat.",
            "If you can, support our local journalism with a gift of $5 today.",
            "Start your free trial.",
        ] {
            assert_eq!(sells(text), Some(Sales::Subscription), "{text}");
        }
    }

    #[test]
    fn pages_break_off() {
        for text in [
            "To read the full story, please subscribe to the Upton Echo.",
            "Already a subscriber? Log in.",
            "Already have an account? Sign in here.",
            "You have reached your limit of free articles.",
            "You’ve read three of your five free articles this month.",
            "Register for free to continue reading",
            "This article is for subscribers only.",
            "This story is reserved for our members.",
            "Subscriber-only content",
            "Create a free account to read this article.",
            "Sign in to keep reading.",
            "Join the Echo to read the rest of this story.",
            "Unlock this article for 50p.",
            "You have two free articles left this month.",
            "Want to read more?",
            "Exclusive to subscribers",
        ] {
            assert_eq!(sells(text), Some(Sales::Gate), "{text}");
        }
    }

    #[test]
    fn what_articles_tell_of_cookies_and_money_stays() {
        for text in [
            "The regulator fined the shop because it set cookies before anybody had agreed to them.",
            "“We use cookies to improve your experience,” the notice of the bank said.",
            "She baked cookies for the crew, and they used them up in a day.",
            "The club lost members after it raised the price of a subscription to £12 a month.",
            "The paper will cancel its print edition, the publisher said.",
            "The council gave the inspectors full access to the wall.",
            "Readers can subscribe to the letter on the web, the library said.",
            "The union told members to keep reading the small print.",
            "Police want access to the data on the device within a day.",
            "The minister will support local journalism with a tax on search engines.",
            "He was already a member of the council when the wall broke.",
            "Pupils were asked to read the whole book and to register for the test.",
            "The mayor has reached the limit of her patience with the port.",
        ] {
            assert_eq!(sells(text), None, "{text}");
        }
    }
}
