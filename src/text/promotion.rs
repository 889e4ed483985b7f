//! Promotion: lines that ask something of the reader, to read on, to sign up, to follow, to share.

use super::opening::Opening;
use super::pattern::Pattern;

/// "Read more: …", "Sign up to our newsletter.", "Advertisement", "Follow Jane Doe on Twitter @janedoe."
pub(super) static PROMOTION: Opening = Opening::new(
    "read|also|see|related|more|must read|don|recommended|you may|watch|listen|video|photos|advertisement|\
         sponsored|story continues|article continues|continue reading|skip|after newsletter|most|trending|\
         view|leave a comment|sign|subscribe|for more|want more|click here|tap here|download|get|join|like us|\
         connect with us",
    || {
        Pattern::new(concat!(
            r"^(?:[“(\[>»*•|\-]+ ?)?(?:",
            // A label and its colon.
            r"(?i:read more|read also|also read|read next|see also|see more|related(?: \p{L}+)?|more on this",
            r"|more from [^.:]+|must read|don['’]t miss|recommended|you may also like)(?: (?:about",
            r"|on) [^.:]+)? ?[:|»>].*",
            r"|(?:READ|WATCH|LISTEN|MORE|RELATED|VIDEO|SEE|PHOTOS|ALSO)(?: [A-Z]+)? ?[:|»>].*",
            // A line of its own.
            r"|(?i:advertisement|advertisements|sponsored(?: content)?|(?:story",
            r"|article) continues below(?: (?:this )?(?:ad|advertisement|video))?",
            r"|continue reading(?: (?:the )?(?:main story|below))?|skip advertisement",
            r"|skip past newsletter promotion|after newsletter promotion|read more|related (?:stories|articles",
            r"|content|topics|links|coverage|internet links)|more on this story|most read|most popular",
            r"|trending(?: now)?|view comments|leave a comment|listen to this article|recommended stories|sign up",
            r"|subscribe(?: now)?)[.:»>…]*",
            // A request to the reader.
            r"|(?:For more, s|Want more[^.?!]*\? S|S)(?:ign|IGN) (?:up|UP) (?:to|for|here|now|TO|FOR|HERE)\b.*",
            r"|(?i:subscribe (?:to|for|now|here|today)\b.*|click here\b.*|tap here\b.*|download (?:the",
            r"|our) [^.]*\bapp\b.*|get (?:our|the [\p{L} ]*) newsletter\b.*",
            r"|get (?:our|the) (?:\p{L}+ ){0,3}app(?: (?:for|now|today|on|from)\b.*)?[.!]?|join (?:us|our) (?:on|newsletter",
            r"|whatsapp|telegram|community)\b.*|like us on facebook\b.*|connect with us(?: on [\p{L} ]+)?\.?)",
            r"|Read (?:it all|the rest(?: of [^.]+)?|the (?:full|entire|whole|original|complete) (?:story|article",
            r"|report|post|piece|interview|transcript|column|letter|statement)(?: [^.]*)?)(?: (?:here|at|on|in",
            r"|from) ?[^.]*)?[.:]?",
            r"|(?:Watch|Listen to|See|View) (?:the|a|more|his|her|their)\b[^.?!]*\b(?:above|below|here)[.:!]?",
            r"|(?:Read|See|Get) (?:the )?(?:latest|live) (?:updates|news|coverage)\b[^.?!]*\b(?:above|below|here)[.:!]?)$",
        ))
    },
);

/// "Follow Jane Doe on Twitter @janedoe.", "Follow @janedoe."
pub(super) static FOLLOW: Opening = Opening::new("follow ", || {
    Pattern::new(concat!(
        r"^Follow (?:@\w+\b.*|us on .*|[^.?!]*(?:\.? ?[^.?!]*) [Oo]n (?:Twitter|Facebook|Instagram|X|TikTok",
        r"|Bluesky|Mastodon|Threads)\b.*)$",
    ))
});

/// Words of the buttons under a headline.
pub(super) static SHARE_BAR: Opening = Opening::new(
    "share|tweet|facebook|twitter|x|email|e-mail|whatsapp|print|copy link|link copied|linkedin|reddit|\
         pinterest|save|flipboard|messenger|telegram|comment|0|1|2|3|4|5|6|7|8|9",
    || {
        Pattern::new(concat!(
            r"^(?i:(?:share(?: this)?(?: (?:article|story|page|post))?(?: (?:on|via|with))?|tweet|facebook|twitter",
            r"|x|e-?mail|whatsapp|print|copy link|link copied|linkedin|reddit|pinterest|save|flipboard|messenger",
            r"|telegram|comments?|\d+)(?:[\s,|·•/]+|$)){2,}$|^(?i:share|tweet|print|share this|copy link",
            r"|share this (?:article|story|page)|save|comments)$",
        ))
    },
);
