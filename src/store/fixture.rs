//! Test data: a small language for revisions and their analysis, and a judge that compares them.
//!
//! Each line of a body is a statement. `Name: words` is an attribution of the words to that name; the kind of the
//! speaker follows from the name. Two statements with equal first words are versions of one claim.

use super::judge::RevisionJudge;
use super::{Ingested, Store};
use crate::analysis::Analysis;
use crate::article::{Found, FoundIn, Revision, SourceFormat, text_sha256};
use crate::claim::{Days, Figure, Position, Statement, Voice};
use crate::diff::{Change, Comparison, Edition, Kind, Past, Severity};
use crate::extract::{Attribution, CueClass, Evidence, QuotationKind};
use crate::ids::RunId;
use crate::speaker::{AnonymousClass, Cast, Resolution, Resolved, Speaker, SpeakerKind};
use crate::text::{Document, Span};

pub(super) const JUDGE: RevisionJudge = RevisionJudge(diff);

/// An empty database in memory, and a run in it.
pub(super) fn store() -> (Store, RunId) {
    let mut store = Store::in_memory().unwrap();
    store.judge = JUDGE;
    let run = store.begin_run("0.1.0", &["add".to_owned()]).unwrap();
    (store, run)
}

pub(super) fn ingest(store: &mut Store, run: RunId, revision: &Revision) -> Ingested {
    store.ingest(run, "news/a.txt", revision, &analysis(&revision.body)).unwrap()
}

fn found(value: &str) -> Option<Found<String>> {
    Some(Found { value: value.to_owned(), by: FoundIn::Meta })
}

/// A revision of the article `key`.
pub(super) fn revision(key: &str, at: &str, body: &str) -> Revision {
    Revision {
        key: key.to_owned(),
        id: None,
        url: found(key),
        other_urls: Vec::new(),
        outlet: found("The Harbour Gazette"),
        headline: found("Ferries stop"),
        byline: found("Jo Field"),
        dateline: None,
        published_at: found("2026-03-01"),
        modified_at: None,
        captured_at: Found { value: at.to_owned(), by: FoundIn::FileName },
        language: Some("eng".to_owned()),
        body: body.to_owned(),
        format: SourceFormat::Plain,
        raw_sha256: text_sha256(at, body),
        http: None,
        evidence: None,
        text_sha256: text_sha256("Ferries stop", body),
        warnings: vec!["a byte was replaced".to_owned()],
    }
}

/// What there is to know about a body in the language of this file.
pub(super) fn analysis(body: &str) -> Analysis {
    let (mut attributions, mut cast, mut statements) = (Vec::new(), Cast::default(), Vec::new());
    let mut start = 0;
    for line in body.split_inclusive('\n') {
        let words = line.trim_end_matches('\n');
        let whole = Span::new(start, start + words.len());
        start += line.len();
        let (mut content, mut voice, mut attribution) = (whole, None, None);
        if let Some(colon) = words.find(": ") {
            let speaker = speaker(&words[..colon]);
            content = Span::new(whole.start + colon + 2, whole.end);
            let cue = Span::new(whole.start + colon, whole.start + colon + 1);
            voice = Some(Voice {
                speaker: speaker.name.clone(),
                speaker_kind: speaker.kind,
                source: words[..colon].to_owned(),
                cue: ":".to_owned(),
                cue_class: CueClass::Say,
                negated: false,
                hedge: None,
                kind: QuotationKind::Direct,
            });
            attribution = Some(attributions.len());
            attributions.push(said([Span::new(whole.start, whole.start + colon), cue, content]));
            let at = cast.speakers.iter().position(|s| *s == speaker).unwrap_or_else(|| {
                cast.speakers.push(speaker);
                cast.speakers.len() - 1
            });
            cast.of.push(Resolved {
                speaker: at,
                how: Resolution::Name,
                confidence: 1.0,
                evidence: vec!["as written".into()],
            });
        }
        let text = content.of(body).to_owned();
        statements.push(Statement {
            context: words.into(),
            spans: vec![content],
            attribution,
            voice,
            position: if statements.is_empty() { Position::Lede } else { Position::Body },
            figures: figures(&text),
            check_worthiness: 0.7,
            text,
        });
    }
    Analysis { document: Document::new(body), attributions, cast, statements, heading: None }
}

/// An attribution with this source, cue and content.
fn said([source, cue, content]: [Span; 3]) -> Attribution {
    Attribution {
        source: vec![source],
        cue: vec![cue],
        content: vec![content],
        kind: QuotationKind::Direct,
        cue_class: CueClass::Say,
        negated: false,
        hedge: None,
        asserted: true,
        reported: true,
        parent: None,
        confidence: 0.9,
        evidence: Evidence::default(),
    }
}

/// A lone "an ..." is unnamed, capitals are an organization, the rest are persons.
fn speaker(name: &str) -> Speaker {
    let anonymous = name.starts_with("an ");
    let kind = match name {
        _ if anonymous => SpeakerKind::Anonymous,
        _ if name.chars().all(char::is_uppercase) => SpeakerKind::Organization,
        _ => SpeakerKind::Person,
    };
    Speaker {
        name: Some(name.to_owned()),
        kind,
        title: (kind == SpeakerKind::Person).then(|| "harbour master".to_owned()),
        affiliation: None,
        anonymous: anonymous.then_some(AnonymousClass::Official),
        anonymity_reason: anonymous.then(|| "because talks go on".to_owned()),
        justification: None,
    }
}

fn figures(text: &str) -> Vec<Figure> {
    let digits = |c: char| c.is_ascii_digit();
    let Some(start) = text.find(digits) else { return Vec::new() };
    let end = text[start..].find(|c| !digits(c)).map_or(text.len(), |n| start + n);
    let words = text[start..end].to_owned();
    vec![Figure { span: Span::new(start, end), canonical: words.clone(), text: words }]
}

fn diff(old: &Edition, new: &Edition, past: &Past, _: &Days) -> Comparison {
    let (old, new) = (old.statements(), new.statements());
    let mut comparison = Comparison::default();
    let mut left: Vec<usize> = (0..old.len()).collect();
    let mut change = |kind, before: Vec<usize>, after: Vec<usize>| {
        comparison.changes.push(Change {
            kinds: vec![kind],
            before,
            after,
            material: kind != Kind::Reworded,
            severity: if kind == Kind::Reworded { Severity::None } else { Severity::Medium },
            reason: "a test".to_owned(),
            ..Change::default()
        });
    };
    let first = |s: &Statement| s.text.split(' ').next().unwrap_or_default().to_owned();
    let mut pairs = Vec::new();
    for (n, statement) in new.iter().enumerate() {
        match left.iter().position(|&o| first(&old[o]) == first(statement)) {
            Some(at) => {
                let o = left.remove(at);
                pairs.push((o, n));
                if old[o].figures != statement.figures {
                    change(Kind::FigureChanged, vec![o], vec![n]);
                } else if old[o].text != statement.text {
                    change(Kind::Reworded, vec![o], vec![n]);
                }
            }
            None if past.said.contains(&crate::diff::fingerprint(&statement.text)) => {
                change(Kind::Restored, vec![], vec![n]);
            }
            None => change(Kind::Added, vec![], vec![n]),
        }
    }
    for o in left {
        change(Kind::Removed, vec![o], vec![]);
    }
    comparison.pairs = pairs;
    comparison
}
