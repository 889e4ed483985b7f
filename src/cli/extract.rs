//! `onrecord extract`: attributions of texts, without a database: of JSON lines as a filter, or of files as tables.

use super::context::{Context, Outcome};
use super::extract_files;
use super::input::{self, Line, filter};
use crate::extract::{Attribution, Extractor, QuotationKind};
use crate::flat::rounded;
use crate::speaker::{Cast, Resolved, SpeakerKind, resolve};
use crate::text::{CodePoints, Document, Normalized, Span, excess, normalize};
use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Extract attributions from texts, without a database
///
/// With --in and --out, reads files or folders as `add` does (JSON lines, CSV, Parquet, web archives, pages, texts) and
/// writes two tables, one row an article and one row an attribution, in shards: a run that was stopped goes on where it was
/// when it is given again, and a shard is whole or not there. The same input gives the same files. A record that cannot be
/// used has a row among the articles with its place and the `error`.
///
/// With --jsonl, reads JSON lines {"id", "text"} from standard input and writes, in the same order, {"id", "attributions": [...]}:
/// for each attribution the spans of its source, cue and content as [start, end) in code points of the text as given,
/// how much of it is quoted, its speaker and the confidence. Attributions inside another ("Reuters reported that
/// officials said ...") stand in a list "nested" of the same shape, each with the number of its "parent", counted
/// through "attributions" and then "nested", from 0. A line that cannot be used gives {"id", "error"} in its place.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  onrecord extract --in articles.jsonl --out quotes.parquet    and quotes.articles.parquet with the texts
  onrecord extract --in crawl-*.warc.gz --out tables/          shards of 5,000 articles in a folder
  onrecord extract --in saved/ --out quotes.csv --min-confidence 0.5
  echo '{\"id\": 1, \"text\": \"\\\"We will stay,\\\" Ada Brook said.\"}' | onrecord extract --jsonl")]
pub(super) struct Args {
    /// Work as a filter on JSON lines
    #[arg(long, required_unless_present = "input", conflicts_with_all = ["input", "out"])]
    jsonl: bool,
    #[command(flatten)]
    files: extract_files::FileArgs,
    /// Number of threads; by default one per core
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Give attributions with at least this confidence, 0 to 1; 0 gives all; the default is 0.05
    #[arg(long, value_name = "P", value_parser = super::values::probability)]
    min_confidence: Option<f64>,
}

pub(super) fn run(context: &Context, args: &Args) -> anyhow::Result<Outcome> {
    let extractor = input::extractor(args.threads)?;
    let extractor = match args.min_confidence {
        Some(least) => extractor.with_least_confidence(least as f32),
        None => extractor,
    };
    if !args.jsonl {
        return extract_files::run(context, &args.files, &extractor, args.min_confidence);
    }
    filter(context, args.threads, |lines| {
        let items: Vec<InputText> = lines.into_iter().map(InputText::parse).collect();
        let answers = answers_of_each(&items, |items| answers(&extractor, items))?;
        Ok(answers
            .into_iter()
            .map(|answer| (matches!(answer.result, Answered::Error { .. }), answer))
            .collect())
    })
}

/// One line of input: its id, and its text or what is wrong with it.
struct InputText {
    id: Value,
    text: Result<String, String>,
}

impl InputText {
    fn parse(line: Line) -> Self {
        let text = match line {
            Line::Text(text) => text,
            Line::Unfit(why) => return Self { id: Value::Null, text: Err(why) },
        };
        let mut value: Value = match serde_json::from_str(&text) {
            Ok(value) => value,
            Err(error) => {
                return Self { id: Value::Null, text: Err(format!("the line is not JSON: {error}")) };
            }
        };
        let id = value.get_mut("id").map(Value::take).unwrap_or_default();
        match value.get_mut("text").map(Value::take) {
            Some(Value::String(text)) => Self {
                id,
                text: match excess(&text) {
                    Some(why) => Err(why),
                    None => Ok(text),
                },
            },
            _ => Self { id, text: Err("the line has no string \"text\"".into()) },
        }
    }
}

/// One line of output.
#[derive(Serialize)]
struct Answer {
    id: Value,
    #[serde(flatten)]
    result: Answered,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Answered {
    Attributions(Levels),
    Error { error: String },
}

/// The attributions of a text by level. Corpora mark the outer ones only; hence these stand by themselves.
#[derive(Serialize)]
struct Levels {
    /// Those that stand in no other.
    attributions: Vec<ExtractedAttribution>,
    /// Those inside another, whose `parent` counts through `attributions` and then through `nested`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    nested: Vec<ExtractedAttribution>,
}

/// An attribution as the filter writes it.
#[derive(Serialize)]
struct ExtractedAttribution {
    source: Vec<(usize, usize)>,
    cue: Vec<(usize, usize)>,
    content: Vec<(usize, usize)>,
    kind: QuotationKind,
    cue_class: crate::extract::CueClass,
    negated: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    hedge: Option<(usize, usize)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<usize>,
    asserted: bool,
    reported: bool,
    sentence: (usize, usize),
    speaker: ExtractedSpeaker,
    /// How likely the whole row is right.
    confidence: f64,
    attribution_confidence: f64,
    speaker_confidence: f64,
}

#[derive(Serialize)]
struct ExtractedSpeaker {
    name: Option<String>,
    kind: SpeakerKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
}

/// The answers to some lines. A fault in one text must not cost the others theirs: after one, each is tried alone.
fn answers_of_each(
    items: &[InputText],
    answers: impl Fn(&[InputText]) -> anyhow::Result<Vec<Answer>>,
) -> anyhow::Result<Vec<Answer>> {
    let attempt = |items| catch_unwind(AssertUnwindSafe(|| answers(items)));
    if let Ok(answers) = attempt(items) {
        return answers;
    }
    let mut all = Vec::with_capacity(items.len());
    for item in items {
        match attempt(std::slice::from_ref(item)) {
            Ok(answer) => all.extend(answer?),
            Err(_) => {
                let error = "the text cannot be analysed; please report it as a bug".to_owned();
                all.push(Answer { id: item.id.clone(), result: Answered::Error { error } });
            }
        }
    }
    Ok(all)
}

fn answers(extractor: &Extractor, batch: &[InputText]) -> anyhow::Result<Vec<Answer>> {
    let prepared: Vec<Option<(Normalized, Document)>> = batch
        .par_iter()
        .map(|item| {
            let normalized = normalize(item.text.as_ref().ok()?);
            let document = Document::new(normalized.text.as_str());
            Some((normalized, document))
        })
        .collect();
    let (normalized, documents): (Vec<_>, Vec<_>) = prepared.into_iter().flatten().unzip();
    let attributions = extractor.extract(&documents)?;
    let casts: Vec<Cast> =
        documents.par_iter().zip(&attributions).map(|(d, a)| resolve(d, a, None, None)).collect();

    let mut analysed = normalized.iter().zip(&documents).zip(attributions).zip(casts);
    let answers = batch.iter().map(|item| {
        let result = match &item.text {
            Err(why) => Answered::Error { error: why.clone() },
            Ok(given) => match analysed.next() {
                Some((((normalized, document), attributions), cast)) => {
                    Answered::Attributions(found(given, normalized, document, &attributions, &cast))
                }
                None => Answered::Error { error: "the text was not analysed".into() },
            },
        };
        Answer { id: item.id.clone(), result }
    });
    Ok(answers.collect())
}

/// The attributions of a text with their speakers, in code points of the text as given.
fn found(
    given: &str,
    normalized: &Normalized,
    document: &Document,
    attributions: &[Attribution],
    cast: &Cast,
) -> Levels {
    let points = CodePoints::new(given);
    let span = |s: Span| points.span(normalized.to_given(s));
    let spans = |list: &[Span]| list.iter().map(|&s| span(s)).collect();
    // Outer ones first, each level in order of the text.
    let (outer, nested): (Vec<usize>, Vec<usize>) =
        (0..attributions.len()).partition(|&i| attributions[i].parent.is_none());
    let mut number = vec![0; attributions.len()];
    for (at, &i) in outer.iter().chain(&nested).enumerate() {
        number[i] = at;
    }
    let describe = |&i: &usize| {
        let (attribution, resolved): (&Attribution, &Resolved) = (&attributions[i], &cast.of[i]);
        let speaker = &cast.speakers[resolved.speaker];
        ExtractedAttribution {
            source: spans(&attribution.source),
            cue: spans(&attribution.cue),
            content: spans(&attribution.content),
            kind: attribution.kind,
            cue_class: attribution.cue_class,
            negated: attribution.negated,
            hedge: attribution.hedge.map(span),
            parent: attribution.parent.map(|p| number[p]),
            speaker: ExtractedSpeaker {
                name: speaker.name.clone(),
                kind: speaker.kind,
                title: speaker.title.clone(),
            },
            asserted: attribution.asserted,
            reported: attribution.reported,
            sentence: span(attribution.sentence(document)),
            confidence: rounded(resolved.sure(attribution.confidence)),
            attribution_confidence: rounded(attribution.confidence),
            speaker_confidence: rounded(resolved.confidence),
        }
    };
    Levels {
        attributions: outer.iter().map(describe).collect(),
        nested: nested.iter().map(describe).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_costs_its_own_line_only() {
        let item = |id: i32| InputText { id: id.into(), text: Ok("It rains.".into()) };
        let read = |items: &[InputText]| {
            assert!(items.iter().all(|item| item.id != 2), "a fault in the second text");
            let found = || Answered::Attributions(Levels { attributions: Vec::new(), nested: Vec::new() });
            Ok(items.iter().map(|item| Answer { id: item.id.clone(), result: found() }).collect())
        };
        let answers = answers_of_each(&[item(1), item(2), item(3)], read).unwrap();
        let ids: Vec<_> = answers.iter().map(|a| a.id.clone()).collect();
        assert_eq!(ids, [1, 2, 3]);
        let failed = |a: &Answer| matches!(&a.result, Answered::Error { error } if error.contains("bug"));
        assert_eq!(answers.iter().map(failed).collect::<Vec<_>>(), [false, true, false]);
    }
}
