//! Sales: what a page says to its reader for itself, about cookies and about subscriptions.
//!
//! Such words look like prose. Each pattern needs the reader or the outlet to be spoken of, and nothing that somebody is
//! quoted as saying is taken for it.

use super::thresholds::{LONGEST_REQUEST, SHORT_REQUEST};
use crate::english::{Inflection, lexicon};
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

/// Parts of which a request is made, each of which alone may stand in an article, too: it takes all of them.
struct Request(Vec<Regex>);

impl Request {
    fn new(parts: &[&str]) -> Self {
        // Borders of ASCII words are enough, and quicker.
        let part = |part: &&str| format!("(?i){}", part.replace(r"\b", r"(?-u:\b)"));
        Self(parts.iter().map(|p| Regex::new(&part(p)).expect("the pattern is valid")).collect())
    }

    /// Whether a sentence of the text, or all of a short one, has all parts but the last, which may stand anywhere.
    fn is_in(&self, text: &str) -> bool {
        let Some((reader, parts)) = self.0.split_last() else { return false };
        let sentence = |s: &str| parts.iter().all(|part| part.is_match(s));
        let short = text.len() <= SHORT_REQUEST && sentence(text);
        reader.is_match(text) && (short || text.split_inclusive(['.', '!', '?']).any(sentence))
    }
}

/// Leave: what is kept or taken, who asks for it, and for what.
static CONSENT: LazyLock<Request> = LazyLock::new(|| {
    Request::new(&[
        concat!(
            r"\bcookies\b|\bpersonal (?:data|information)\b|\bprivacy\b|\byou",
            r"r (?:device|data|consent|browser)\b|\bon (?:a|your|the) device\b"
        ),
        r"\b(?:we|our|us|(?:this|the) (?:web ?)?site|website|partners)\b",
        concat!(
            r"\b(?:partners|advertis\w+|ads|personali[sz]\w+|polic(?:y",
            r"|ies)|notice|traffic|device|browser|browsing|technolog\w+",
            r"|consent|settings|preferences|choices|purposes|(?:this|our|the) (?:web ?)?site|website|visits)\b",
        ),
        r"\b(?:you|your|accept|agree|reject)\b",
    ])
});

/// Leave that is to be given or taken back, without a word for what.
static CHOICE: LazyLock<RegexSet> = LazyLock::new(|| {
    set(&[
        r"\bby (?:clicking|continuing|using|browsing|closing|scrolling|pressing)\b.{0,100}\byou (?:agree|accept|consent)",
        concat!(
            r"\b(?:withdraw|change) your (?:consent|mind|preferences|choices)",
            r"\b.*\b(?:any ?time|clicking|settings|link|button|corner|page)\b"
        ),
        r"\bwe (?:value|respect|care about|take) your privacy\b",
        r"\b(?:accept|reject|manage|allow|decline|refuse)(?: all| our| these)?(?: \w+){0,2} cookies\b",
    ])
});

/// The rest of an article: what is sold, for what, to the reader.
static REST: LazyLock<Request> = LazyLock::new(|| {
    Request::new(&[
        concat!(
            r"\bsubscri|\blog ?in\b|\bsign (?:in|up)\b|\bregister|\bfree t",
            r"rial\b|\bmember(?:s|ship)?\b|\baccount\b|\bjoin\b|\bunlock\b"
        ),
        concat!(
            r"\b(?:continue|keep|finish|carry on|go on) reading\b|\br",
            r"ead on\b|\b(?:read|view|see|access|unlock|get|enjoy\w*) ",
            r"(?:this|the (?:full|rest|whole|entire|complete|remainder))\b",
            r"|\b(?:full|rest of (?:the|this|our)|whole|entire) (?:\w+ )?",
            r"(?:article|story|report|piece|content|page|post)\b|\bfree p",
            r"review\b|\b(?:premium|exclusive) (?:content|article|story)\b",
            r"|\bto (?:read|continue|view)(?:[,.]|$)|\bto continue to\b|\bto (?:read )?more\b|\bfor immediate access\b",
        ),
        concat!(
            r"\b(?:you|your|please|subscribers? (?:can|only)|(?:for|to) (?:our )?(?:subscribers|members))\b",
            r"|(?:^|[.!?:] )(?:subscribe|sign|log|register|join|try|get|r",
            r"ead|keep|continue|enjoy|unlock|become|create|already|this)\b",
        ),
    ])
});

/// What stands where a page breaks off and nowhere else.
static GATE: LazyLock<RegexSet> = LazyLock::new(|| {
    set(&[
        concat!(
            r"\balready (?:a |an |have an? )?(?:\w+ ){0,2}(?:subscriber|subsc",
            r"ribed|member|account|registered|subscription)\b.*(?:\?|log|sign)"
        ),
        r"\bnot (?:a|yet a) (?:subscriber|member)\b.*\?",
        concat!(
            r"\byou(?:['’]ve| have)?\b.{0,25}\b(?:reached|used|hit|read|viewed|run out)\b.{0,50}\b(?:limit",
            r"|free (?:articles?|stor(?:y|ies)|views?|reads?)|articles? (?:this|for (?:this|the)) month)\b"
        ),
        concat!(
            r"\b(?:this|the rest of this|the full) (?:article|story|content|page",
            r"|piece|report) is (?:exclusive(?:ly)? (?:to|for)|reserved for|only",
            r" for|for|available (?:only )?(?:to|for)|only available (?:to|for))",
            r" (?:our |\w+ )?(?:\w+ )?(?:subscribers|members|registered|paying)\b"
        ),
        r"\bsubscribers?[ -](?:only|exclusive)\b",
        r"\byou have \w+ (?:free )?(?:articles?|stor(?:y|ies)) (?:left|remaining)\b",
        r"\bwant to (?:read|see) (?:more|on)\b",
        r"^exclusive(?:ly)? (?:to|for) (?:our )?(?:\w+ )?(?:subscribers|members)\b",
        r"^unlock (?:this|the full|the rest)\b",
    ])
});

/// What a page asks for by the beginning of the article as by its end.
static SUBSCRIPTION: LazyLock<RegexSet> = LazyLock::new(|| {
    set(&[
        r"\bcancel (?:at )?any ?time\b",
        concat!(
            r"\b(?:unlimited|full|instant|digital|complete|ad-free) (?:digital |online )",
            r"?access\b.*(?:[£$€]|subscri|\bfree\b|\bjust\b|\bweek|\bmonth|\bsign|\blog)"
        ),
        concat!(
            r"(?:[£$€]|subscri|\bget\b|\benjoy\b|\bsign|\blog).*\b(?:unlimited|f",
            r"ull|instant|digital|complete|ad-free) (?:digital |online )?access\b"
        ),
        concat!(
            r"(?:^|[.!?] )(?:please )?(?:subscribe|donate|contribute|become a (?:member|subscriber",
            r"|supporter|patron))\b.*\b(?:our|us|you|your|today|now|newsroom|journalism|from|for)\b"
        ),
        concat!(
            r"\bsupport (?:our|independent|quality|local|free|fearless)(?: \w+){0,2} (?:journalism|re",
            r"porting|newsroom)\b.*\b(?:subscri|donat|contribut|gift|becom|member|today|cents?|[£$€])"
        ),
        concat!(
            r"\b(?:subscri|donat|contribut|member|gift).*\bsupport (?:our|independent|qu",
            r"ality|local|free|fearless)(?: \w+){0,2} (?:journalism|reporting|newsroom)\b"
        ),
        r"\b(?:start|begin|claim) your (?:\w+[ -]){0,2}(?:trial|subscription|membership)\b",
        r"\b(?:our|your) (?:subscribers|subscription|membership)\b.*(?:[£$€]\d|\bper (?:week|month|year)\b|\boffer\b)",
        r"^(?:our )?(?:special|introductory|best|limited(?:-time)?) offer\b.*(?:[£$€]|subscri|access)",
    ])
});

/// What a page goes on with when it has begun to speak to its reader.
static WENT_ON: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)(?-u:\b)(?:you|your|we|our|us|subscri\w+|members?|membership|sign in|log ?in|cookies?|privacy|partners|register)(?-u:\b)"
    )
    .expect("the pattern is valid")
});

/// Whether somebody is said to have said something in a text.
fn tells(text: &str) -> bool {
    let said = |word: &str| {
        lexicon::verbs(&word.to_lowercase())
            .any(|(row, form)| row.value("cue") == Some("say") && form.any(Inflection::PAST))
    };
    SAID.is_match(text) || text.split(|c: char| !c.is_alphabetic()).any(said)
}

/// What shows that somebody said something, beside the verbs of saying, or the marks around it.
static SAID: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r#"[“”"]|\b(?:according to|asked|announced|argued|warned)\b"#,
        // "as our policy says"
        r"|\b(?:he|she|they|it|\p{Lu}[\w’'-]+) says\b|\bsays (?:the|an?|\p{Lu})",
    ))
    .expect("the pattern is valid")
});

/// A word without which nothing below is said: a quick first test.
static CUE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i-u)subscri|cookie|reading|read (?:more|the|this)|account|access|log ?in|sign in|regist|member|free |unlock",
        r"|cancel|privacy|personal data|device|consent|offer|donat|",
        r"support|trial|agree|partners|choices|settings|preferences",
    ))
    .expect("the pattern is valid")
});

fn set(patterns: &[&str]) -> RegexSet {
    let patterns = patterns.iter().map(|pattern| format!("(?i){}", pattern.replace(r"\b", r"(?-u:\b)")));
    RegexSet::new(patterns).expect("the patterns are valid")
}

/// What a paragraph of a page is for, if not for its article.
#[must_use]
pub(super) fn sells(text: &str) -> Option<Sales> {
    if text.len() > LONGEST_REQUEST || !CUE.is_match(text) || tells(text) {
        return None;
    }
    if GATE.is_match(text) || (text.len() <= LONGEST_REQUEST / 2 && REST.is_in(text)) {
        Some(Sales::Gate)
    } else if SUBSCRIPTION.is_match(text) {
        Some(Sales::Subscription)
    } else {
        (CONSENT.is_in(text) || CHOICE.is_match(text)).then_some(Sales::Consent)
    }
}

/// Whether a paragraph beside one that sells may go on with it.
#[must_use]
pub(super) fn may_go_on(text: &str) -> bool {
    text.len() <= LONGEST_REQUEST / 2 && WENT_ON.is_match(text) && !tells(text)
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
            "Your privacy is important to us. We and our advertisers process your IP address with cookies.",
            "The Echo and its partners store cookies on your device so that we can pay for our work.",
            "We process personal data with our partners if you agree, for measurement and content.",
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
            "Keep reading with a free trial",
            "Get the full story. Join thousands of neighbours who subscribe to the Echo.",
            "Read on with an Echo subscription",
            "You need to be a subscriber to read this story.",
            "This is premium content. Subscribe from $2 a month.",
            "Subscribers can read the rest of this report.",
            "Your free preview has ended. To continue, please subscribe or log in.",
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
            "Members of the council can read the full report in the library from Monday.",
            "You can cancel the order at the shop, or sign for it at the door.",
            "The club wants its members to join the march and to continue to the end of it.",
            "Shops must register your purchase of a gun, and the police must keep the account.",
            "The privacy of patients is at risk on this site, a report of the regulator shows.",
            "The board promised a new site by January for parents and members to view the tests.",
            "Some banks hand the work to partners, which hold the money. Others use technology of their own \
             to sell loans that are based, of course, on your personal data.",
            "The mayor has reached the limit of her patience with the port.",
        ] {
            assert_eq!(sells(text), None, "{text}");
        }
    }
}
