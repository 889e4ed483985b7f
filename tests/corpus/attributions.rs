//! Attributions and speakers against the gold.
//!
//! An attribution is found when its content and a gold one's share half of their words (words in both over words in
//! either), one to one. Its source is right when it shares half of its words with the gold source or ends on the same
//! word; its speaker when the names are equal but for case, articles and honorifics or, for a source without a name,
//! when half of the words are the same.

use super::gold::{GoldAttribution, GoldRevision};
use super::words::{Bag, pair, words};
use onrecord::analysis::Analysis;
use onrecord::extract::Attribution;
use onrecord::speaker::{Speaker, SpeakerKind};
use onrecord::text::{Document, Span};
use std::ops::AddAssign;

/// Counts over some revisions.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Score {
    pub(crate) gold: usize,
    pub(crate) predicted: usize,
    pub(crate) found: usize,
    /// Of the found: whose source is right.
    pub(crate) source: usize,
    /// Of the found: whose quotation kind is right.
    pub(crate) kind: usize,
    /// Of the found: whose speaker's name is right.
    pub(crate) speaker: usize,
    /// Of the found: whose speaker's kind is right.
    pub(crate) speaker_kind: usize,
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Self) {
        self.gold += other.gold;
        self.predicted += other.predicted;
        self.found += other.found;
        self.source += other.source;
        self.kind += other.kind;
        self.speaker += other.speaker;
        self.speaker_kind += other.speaker_kind;
    }
}

/// The words of some spans, joined by a space.
pub(crate) fn wording(document: &Document, spans: &[Span]) -> String {
    spans.iter().map(|&s| document.slice(s)).collect::<Vec<_>>().join(" ")
}

/// Scores one revision, and prints what is wrong with it for whoever runs the test with `--nocapture`.
pub(crate) fn score(gold: &GoldRevision, analysis: &Analysis) -> Score {
    let wanted: Vec<Bag> = gold.attributions.iter().map(|a| Bag::new(&a.content.join(" "))).collect();
    let document = &analysis.document;
    let given: Vec<Bag> =
        analysis.attributions.iter().map(|a| Bag::new(&wording(document, &a.content))).collect();
    let candidates = wanted.iter().enumerate().flat_map(|(i, w)| {
        given.iter().enumerate().map(move |(j, g)| (w.iou(g), i, j)).filter(|&(iou, ..)| iou >= 0.5)
    });
    let pairs = pair(candidates.collect());

    for (i, missed) in gold.attributions.iter().enumerate().filter(|(i, _)| pairs.iter().all(|p| p.0 != *i)) {
        println!("  missed {i}: {} | {}", missed.source, missed.content.join(" … "));
    }
    for (j, spurious) in
        analysis.attributions.iter().enumerate().filter(|(j, _)| pairs.iter().all(|p| p.1 != *j))
    {
        println!("  spurious {j}: {}", wording(document, &spurious.content));
    }
    let mut score =
        Score { gold: wanted.len(), predicted: given.len(), found: pairs.len(), ..Score::default() };
    for (i, j) in pairs {
        let (wanted, given) = (&gold.attributions[i], &analysis.attributions[j]);
        let speaker = &analysis.cast.speakers[analysis.cast.of[j].speaker];
        score.source += usize::from(is_source_right(wanted, given, document));
        score.kind += usize::from(wanted.kind == given.kind);
        if wanted.kind != given.kind {
            println!(
                "  kind {i}: {:?}, not {:?}: {}",
                given.kind,
                wanted.kind,
                wording(document, &given.content)
            );
        }
        if is_speaker_right(wanted, speaker) {
            score.speaker += 1;
        } else {
            println!("  speaker {i}: {:?}, not {:?}", speaker.name, wanted.speaker);
        }
        score.speaker_kind += usize::from(wanted.speaker_kind == speaker.kind);
    }
    score
}

fn is_source_right(wanted: &GoldAttribution, given: &Attribution, document: &Document) -> bool {
    let (wanted, given) = (Bag::new(&wanted.source), Bag::new(&wording(document, &given.source)));
    if wanted.is_empty() || given.is_empty() {
        return wanted.is_empty() && given.is_empty();
    }
    wanted.iou(&given) >= 0.5 || wanted.same_last_word(&given)
}

fn is_speaker_right(wanted: &GoldAttribution, given: &Speaker) -> bool {
    let (wanted_name, given_name) = (name(wanted.speaker.as_deref()), name(given.name.as_deref()));
    let unnamed =
        matches!(wanted.speaker_kind, SpeakerKind::Group | SpeakerKind::Document | SpeakerKind::Anonymous);
    wanted_name == given_name
        || unnamed && Bag::new(&wanted_name.join(" ")).f1(&Bag::new(&given_name.join(" "))) >= 0.5
}

/// The words of a name that tell it from another.
fn name(name: Option<&str>) -> Vec<String> {
    const PASSED_OVER: [&str; 11] =
        ["mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "the", "a", "an"];
    words(name.unwrap_or_default()).filter(|w| !PASSED_OVER.contains(&w.as_str())).collect()
}
