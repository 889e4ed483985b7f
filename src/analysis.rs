//! Analysis: all the stages from a text to its statements, in one call.

use crate::article::Revision;
use crate::claim::{Statement, headline_apart, statements};
use crate::extract::{Attribution, Extractor, ModelError, headline};
use crate::speaker::{Cast, Resolved, resolve, resolve_headline};
use crate::text::Document;

/// What there is to know about one revision.
#[derive(Debug, Clone, Default)]
pub struct Analysis {
    /// The text and its parts.
    pub document: Document,
    /// Its attributions.
    pub attributions: Vec<Attribution>,
    /// The speakers of the text and of its headline.
    pub cast: Cast,
    /// Its statements.
    pub statements: Vec<Statement>,
    /// What the headline attributes, where the text does not hold it.
    pub heading: Option<Heading>,
}

/// A headline that the text does not hold, and its attributions. They give no statements: the headline is one.
#[derive(Debug, Clone)]
pub struct Heading {
    /// The headline from its first byte on, without an outlet's name behind it.
    pub document: Document,
    /// Its attributions, at least one; their spans are byte ranges of the headline.
    pub attributions: Vec<Attribution>,
    /// For each its speaker, one of [`Analysis::cast`].
    pub of: Vec<Resolved>,
}

/// Analyses revisions, model calls shared between them.
///
/// # Errors
/// When the model run fails, which only a broken build makes it do.
pub fn analyse(extractor: &Extractor, revisions: &[&Revision]) -> Result<Vec<Analysis>, ModelError> {
    let mut documents: Vec<Document> = revisions.iter().map(|r| Document::new(r.body.as_str())).collect();
    let headlines: Vec<Option<&str>> =
        revisions.iter().map(|r| r.headline.as_ref().map(|h| h.value.as_str())).collect();
    let apart: Vec<Option<&str>> =
        documents.iter().zip(&headlines).map(|(d, h)| h.and_then(|h| headline_apart(d, h))).collect();
    documents.extend(apart.iter().flatten().map(|&h| headline::as_sentence(h)));
    let mut found = extractor.extract(&documents)?;
    let of_headlines = found.split_off(revisions.len());
    let mut headings = documents.split_off(revisions.len()).into_iter().zip(of_headlines);

    let mut complete = Vec::with_capacity(revisions.len());
    for (n, (document, attributions)) in documents.into_iter().zip(found).enumerate() {
        let byline = revisions[n].byline.as_ref().map(|b| b.value.as_str());
        let mut cast = resolve(&document, &attributions, headlines[n], byline);
        let statements = statements(&document, &attributions, &cast, headlines[n]);
        let heading = apart[n].and_then(|words| {
            let (heading, mut attributions) = headings.next()?;
            attributions.retain(|a| headline::is_sound(&heading, a));
            attributions.retain_mut(|a| headline::cut(a, words));
            if attributions.is_empty() {
                return None;
            }
            let heading = Document::new(words);
            let of = resolve_headline(&heading, &attributions, &document, &mut cast);
            Some(Heading { document: heading, attributions, of })
        });
        complete.push(Analysis { document, attributions, cast, statements, heading });
    }
    Ok(complete)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Origin, read};

    #[test]
    fn a_headline_that_the_body_does_not_hold_has_its_own_attributions() {
        let origin =
            || Origin { path: "a.txt".into(), now: "2026-03-01T00:00:00Z".into(), ..Origin::default() };
        let body = "Sen. Ruth Oakley denied on Tuesday that she knew the lobbyist.\n\nOakley, a Democrat from Maine, \
                    said she would hand over her diary.";
        let articles: Vec<Revision> = ["Senator: I never met him", "Diary to be handed over"]
            .map(|headline| read(format!("{headline}\n\n{body}").as_bytes(), &origin()).remove(0).unwrap())
            .into();
        let mut repeated = articles[0].clone();
        repeated.body = format!("Senator: I never met him.\n\n{body}");
        let all = [&articles[1], &articles[0], &repeated];
        let found = analyse(&Extractor::with_threads(1).unwrap(), &all).unwrap();
        assert!(found[0].heading.is_none() && found[2].heading.is_none());
        let heading = found[1].heading.as_ref().unwrap();
        let [only] = heading.attributions.as_slice() else { panic!("{:?}", heading.attributions) };
        assert_eq!(heading.document.slice(only.content[0]), "I never met him");
        assert_eq!(found[1].cast.speakers[heading.of[0].speaker].name.as_deref(), Some("Ruth Oakley"));
        assert_eq!(found[1].statements.len(), found[0].statements.len());
    }
}
