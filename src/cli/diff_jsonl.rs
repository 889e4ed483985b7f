//! `onrecord diff --jsonl`: pairs of texts as a filter on JSON lines.

use super::comparison::{ComparisonSide, compare};
use super::context::{Context, Outcome};
use super::input::{self, Line};
use crate::analysis::Analysis;
use crate::analysis::analyse_each;
use crate::article::{Origin, Revision, read};
use crate::claim::{Appeared, Days};
use crate::diff::{self, Edition, Past, Severity};
use crate::extract::Extractor;
use crate::report::{Order, arrange};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

/// What the filter does with every line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Task {
    /// Takes the texts of a line that does not say so through the extraction model, too.
    pub(super) extract: bool,
    /// Gives the judge's features in place of changes.
    pub(super) features: bool,
}

/// Runs the filter. The model is loaded once a line asks for it, and reads the texts of many lines together.
pub(super) fn run(context: &Context, threads: Option<usize>, task: Task) -> anyhow::Result<Outcome> {
    let model = OnceLock::new();
    input::filter(context, threads, |lines| {
        let pairs: Vec<TextPair> = lines.into_par_iter().map(|line| TextPair::parse(line, task)).collect();
        let revisions: Vec<&Revision> = pairs.iter().flat_map(TextPair::revisions).collect();
        let analyses = if revisions.is_empty() {
            Vec::new()
        } else {
            analyse_each(loaded(&model, threads)?, &revisions)?
        };
        let mut analyses = analyses.into_iter();
        let given: Vec<(&TextPair, Vec<Option<Analysis>>)> = pairs
            .iter()
            .map(|pair| (pair, analyses.by_ref().take(pair.revisions().len()).collect()))
            .collect();
        Ok(given.into_par_iter().map(|(pair, analyses)| pair.answer(&analyses)).collect())
    })
}

fn loaded(model: &OnceLock<Extractor>, threads: Option<usize>) -> anyhow::Result<&Extractor> {
    if let Some(extractor) = model.get() {
        return Ok(extractor);
    }
    let extractor = input::extractor(threads)?;
    Ok(model.get_or_init(|| extractor))
}

/// One line of input: its id, and its texts or what is wrong with them.
struct TextPair {
    id: Value,
    texts: Result<Texts, String>,
}

enum Texts {
    /// To be compared as they stand.
    Bare { before: String, after: String, days: Days },
    /// To be compared by what the model finds in them, each with its dates.
    Articles { revisions: Box<[Revision; 2]>, appeared: [Appeared; 2] },
    /// Of which the judge's features are wanted.
    Features { before: String, after: String },
}

impl TextPair {
    fn parse(line: Line, task: Task) -> Self {
        let text = match line {
            Line::Text(text) => text,
            Line::Unfit(why) => return Self { id: Value::Null, texts: Err(why) },
        };
        match serde_json::from_str::<Value>(&text) {
            Ok(pair) => {
                let id = pair.get("id").cloned().unwrap_or_default();
                Self { id, texts: Texts::parse(&pair, task) }
            }
            Err(error) => Self { id: Value::Null, texts: Err(format!("the line is not JSON: {error}")) },
        }
    }

    /// What the model must read.
    fn revisions(&self) -> &[Revision] {
        match &self.texts {
            Ok(Texts::Articles { revisions, .. }) => &revisions[..],
            _ => &[],
        }
    }

    /// The answer, and whether the line could not be used. `analyses` are those of its revisions.
    fn answer(&self, analyses: &[Option<Analysis>]) -> (bool, Value) {
        let id = &self.id;
        // A fault in one pair must not cost the others theirs.
        let compared = catch_unwind(AssertUnwindSafe(|| match &self.texts {
            Err(why) => Err(why.clone()),
            Ok(Texts::Features { before, after }) => {
                let named =
                    diff::features(before, after).into_iter().map(|(name, value)| (name, json!(value)));
                Ok(json!({"id": id, "features": Value::Object(named.collect())}))
            }
            Ok(Texts::Bare { before, after, days }) => {
                let compared = diff::compare_texts_dated(before, after, days);
                let mut answer = json!({
                    "id": id,
                    "changes": compared.changes,
                    "material": compared.material,
                    "severity": compared.severity,
                    "new": compared.new,
                    "withdrawn": compared.withdrawn,
                });
                if let Some(confidence) = compared.material_confidence {
                    answer["material_confidence"] = json!(confidence);
                }
                Ok(answer)
            }
            Ok(Texts::Articles { appeared, .. }) => match analyses {
                [Some(old), Some(new)] => Ok(of_articles(id, [old, new], appeared)),
                _ => Err("the texts cannot be analysed; please report it as a bug".to_owned()),
            },
        }));
        let bug = || Err("the texts cannot be compared; please report it as a bug".to_owned());
        match compared.unwrap_or_else(|_| bug()) {
            Ok(answer) => (false, answer),
            Err(why) => (true, json!({"id": id, "error": why})),
        }
    }
}

impl Texts {
    fn parse(pair: &Value, task: Task) -> Result<Self, String> {
        let (Some(before), Some(after)) = (pair["before"].as_str(), pair["after"].as_str()) else {
            return Err("the line needs the strings \"before\" and \"after\"".into());
        };
        let (text, other) = (before.to_owned(), after.to_owned());
        if task.features {
            return Ok(Self::Features { before: text, after: other });
        }
        let date = |field: &str| pair[field].as_str().map(str::to_owned);
        let dates = [date("before_date"), date("after_date")];
        if !pair["extract"].as_bool().unwrap_or(task.extract) {
            let [old, new] = dates.map(|modified| Appeared { modified, ..Appeared::default() });
            return Ok(Self::Bare { before: text, after: other, days: Days::between(&old, &new) });
        }
        let revisions = Box::new([revision("before", before)?, revision("after", after)?]);
        let of_text = |n: usize| {
            let own = Appeared::from(&revisions[n]);
            Appeared { modified: dates[n].clone().or(own.modified), captured: None, ..own }
        };
        let appeared = [of_text(0), of_text(1)];
        Ok(Self::Articles { revisions, appeared })
    }
}

/// A text read as a file would be that holds it.
fn revision(name: &str, text: &str) -> Result<Revision, String> {
    let origin = Origin { path: name.into(), ..Origin::default() };
    let read = read(text.as_bytes(), &origin).into_iter().next();
    read.unwrap_or_else(|| Err(crate::article::ReadError::new(name, "there is no text")))
        .map_err(|error| error.to_string())
}

/// What `diff OLD NEW` gives for the two texts.
fn of_articles(id: &Value, analyses: [&Analysis; 2], appeared: &[Appeared; 2]) -> Value {
    let side = |n: usize| ComparisonSide::read(Edition::of(analyses[n]), appeared[n].clone());
    let mut compared = compare(Past::default(), &side(0), &side(1));
    arrange(&mut compared.items, Order::Severity);
    let items = &compared.items;
    // What a page in doubt says of its article must be looked at.
    let least = if compared.alarm.is_some() { Severity::Medium } else { Severity::None };
    let mut answer = json!({
        "id": id,
        "changes": items,
        "material": compared.alarm.is_some() || items.iter().any(|item| item.material),
        "severity": items.iter().map(|item| item.severity).fold(least, Severity::max),
        "new": items.iter().any(|item| item.new),
        "withdrawn": items.iter().any(|item| item.withdrawn),
    });
    if let Some((kind, reason)) = compared.alarm {
        let (missing, unmatched) = (compared.missing, compared.unmatched);
        answer["alarm"] = json!({"kind": kind, "reason": reason, "missing": missing, "unmatched": unmatched});
    }
    answer
}
