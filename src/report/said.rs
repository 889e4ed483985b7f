//! What a source says, in the article's own words: cue and content, with a mark where it was denied, doubted, asked or
//! not said.

/// How a source puts what is attributed to it, as the database has it; all empty for the outlet's own voice.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Said<'a> {
    pub(super) cue: Option<&'a str>,
    pub(super) class: Option<&'a str>,
    pub(super) negated: Option<bool>,
    pub(super) hedge: Option<&'a str>,
    pub(super) asserted: Option<bool>,
}

impl Said<'_> {
    /// What a reader must not miss: a word for how the content is put, where it is not simply said.
    pub(super) fn mark(&self) -> Option<&'static str> {
        match self.class? {
            "deny" if self.negated == Some(true) => Some("not denied"),
            "deny" => Some("denied"),
            "ask" => Some("asked"),
            _ if self.negated == Some(true) => Some("not said"),
            _ if self.asserted == Some(false) => Some("not asserted"),
            "allege" => Some("alleged"),
            _ if self.hedge.is_some() => Some("doubtful"),
            _ => None,
        }
    }

    /// The cue with its mark: "said", "[denied]", "[not said] say"; empty where no words attribute.
    pub(super) fn cue(&self) -> String {
        let cue = match (self.hedge, self.cue.unwrap_or_default().trim()) {
            (Some(hedge), cue) if !cue.contains(hedge) => format!("{hedge} {cue}"),
            (_, cue) => cue.to_owned(),
        };
        let worded = |mark: &str| {
            let stem = mark.trim_end_matches("ied").trim_end_matches("ed");
            cue.to_lowercase().split_whitespace().any(|word| word.starts_with(stem))
        };
        match self.mark() {
            None => cue,
            Some(mark) if mark == "doubtful" || worded(mark) => format!("[{}]", cue.trim()),
            Some(mark) => format!("[{mark}] {cue}").trim().to_owned(),
        }
    }

    /// Cue and content, as they read behind the speaker: "[denied] that the road is shut". A bare colon and plain words
    /// of saying before a quotation say nothing more than the quotation marks.
    pub(super) fn worded(&self, content: &str) -> String {
        let cue = self.cue();
        if cue.is_empty() || cue == ":" {
            return content.to_owned();
        }
        // Some statements are whole sentences, which hold their cue.
        let words = self.cue.unwrap_or_default().trim().to_lowercase();
        if !words.is_empty() && content.to_lowercase().contains(&words) {
            return self.mark().map_or_else(|| content.to_owned(), |mark| format!("[{mark}] {content}"));
        }
        let first = cue.split_whitespace().next().unwrap_or_default().to_lowercase();
        let leads = matches!(first.as_str(), "according" | "per" | "in" | "for" | "as");
        if leads { format!("({cue}) {content}") } else { format!("{cue} {content}") }
    }
}

/// The pieces of a content, parted by an ellipsis where they do not touch in the text. `spans` give their lengths, in code
/// points; `joined` holds them with a space between.
pub(super) fn pieces(joined: &str, spans: &[(usize, usize)]) -> String {
    let mut rest = joined;
    let mut out = String::new();
    for (n, &(start, end)) in spans.iter().enumerate() {
        let length = end.saturating_sub(start);
        let cut = rest.char_indices().nth(length).map_or(rest.len(), |(at, _)| at);
        if n > 0 {
            let touches = spans[n - 1].1 + 1 >= start;
            out.push_str(if touches { " " } else { " … " });
        }
        out.push_str(&rest[..cut]);
        rest = rest[cut..].strip_prefix(' ').unwrap_or(&rest[cut..]);
    }
    if out.is_empty() { joined.to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said<'a>(cue: &'a str, class: &'a str) -> Said<'a> {
        Said { cue: Some(cue), class: Some(class), negated: Some(false), hedge: None, asserted: Some(true) }
    }

    #[test]
    fn a_claim_reads_as_the_article_says_it() {
        let read = |said: Said<'_>| said.worded("that the road is shut");
        assert_eq!(read(said("denied", "deny")), "[denied] that the road is shut");
        assert_eq!(
            read(said("dismissed as a rumour", "deny")),
            "[denied] dismissed as a rumour that the road is shut"
        );
        assert_eq!(read(said("alleges", "allege")), "[alleges] that the road is shut");
        assert_eq!(read(said("claimed", "allege")), "[alleged] claimed that the road is shut");
        assert_eq!(read(said("asked whether", "ask")), "[asked whether] that the road is shut");
        assert_eq!(read(said("warned", "warn")), "warned that the road is shut");
        assert_eq!(read(said("said", "say")), "said that the road is shut");
        assert_eq!(read(said("according to", "say")), "(according to) that the road is shut");
        assert_eq!(read(said(":", "say")), "that the road is shut");
        assert_eq!(read(Said::default()), "that the road is shut");
        let negated = Said { negated: Some(true), asserted: Some(false), ..said("say", "say") };
        assert_eq!(read(negated), "[not said] say that the road is shut");
        let supposed = Said { asserted: Some(false), ..said("says", "say") };
        assert_eq!(read(supposed), "[not asserted] says that the road is shut");
        let whole = "Ana Ito denied that the road is shut.";
        assert_eq!(said("denied", "deny").worded(whole), format!("[denied] {whole}"));
        assert_eq!(said("denied", "say").worded(whole), whole);
        let hedged = Said { hedge: Some("reportedly"), ..said("said", "say") };
        assert_eq!(read(hedged), "[reportedly said] that the road is shut");
    }

    #[test]
    fn pieces_that_do_not_touch_are_parted() {
        assert_eq!(pieces("“I came,” “I saw.”", &[(0, 9), (20, 28)]), "“I came,” … “I saw.”");
        assert_eq!(pieces("one two", &[(0, 3), (4, 7)]), "one two");
        assert_eq!(pieces("whole", &[(3, 8)]), "whole");
        assert_eq!(pieces("short", &[(0, 90), (100, 200)]), "short … ");
        assert_eq!(pieces("none", &[]), "none");
    }
}
