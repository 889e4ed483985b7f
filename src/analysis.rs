//! Analysis: all the stages from a text to its statements, in one call.

#[cfg(feature = "read")]
use crate::article::Revision;
use crate::claim::{Statement, headline_apart, statements};
use crate::extract::{Attribution, Extractor, ModelError, headline};
use crate::speaker::{Cast, Resolved, resolve, resolve_headline};
use crate::text::Document;
#[cfg(feature = "read")]
use rayon::prelude::*;
#[cfg(feature = "read")]
use std::panic::{AssertUnwindSafe, catch_unwind};

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

/// Analyses revisions on the extractor's threads. Those of one article that stand side by side are read one after another
/// on one thread, since each has most sentences in common with the last.
///
/// # Errors
/// When the model run fails, which only a broken build makes it do.
#[cfg(feature = "read")]
pub fn analyse(extractor: &Extractor, revisions: &[&Revision]) -> Result<Vec<Analysis>, ModelError> {
    let articles: Vec<&[&Revision]> = revisions.chunk_by(|a, b| a.key == b.key).collect();
    let of_article =
        |article: &&[&Revision]| article.iter().map(|revision| of_revision(extractor, revision)).collect();
    let analysed: Result<Vec<Vec<Analysis>>, ModelError> =
        extractor.on_its_threads(|| articles.par_iter().map(of_article).collect());
    Ok(analysed?.into_iter().flatten().collect())
}

/// The analyses of some revisions, `None` for one that cannot be analysed: a fault in one text must not cost the
/// others theirs.
///
/// # Errors
/// When the model run fails, which only a broken build makes it do.
#[cfg(feature = "read")]
pub fn analyse_each(
    extractor: &Extractor,
    revisions: &[&Revision],
) -> Result<Vec<Option<Analysis>>, ModelError> {
    if let Ok(analyses) = catch_unwind(AssertUnwindSafe(|| analyse(extractor, revisions))) {
        return Ok(analyses?.into_iter().map(Some).collect());
    }
    let one = |&revision: &&Revision| {
        let result = catch_unwind(AssertUnwindSafe(|| analyse(extractor, &[revision])));
        result.map_or(Ok(None), |analyses| Ok(analyses?.pop()))
    };
    revisions.iter().map(one).collect()
}

#[cfg(feature = "read")]
fn of_revision(extractor: &Extractor, revision: &Revision) -> Result<Analysis, ModelError> {
    let headline = revision.headline.as_ref().map(|h| h.value.as_str());
    let byline = revision.byline.as_ref().map(|b| b.value.as_str());
    analyse_text(extractor, &revision.body, headline, byline)
}

/// Analyses a text that was [normalised](crate::text::normalize), with its headline and byline where it has them.
///
/// # Errors
/// When the model run fails, which only a broken build or model makes it do.
pub fn analyse_text(
    extractor: &Extractor,
    body: &str,
    headline: Option<&str>,
    byline: Option<&str>,
) -> Result<Analysis, ModelError> {
    let mut documents = vec![Document::new(body)];
    let apart = headline.and_then(|headline| headline_apart(&documents[0], headline));
    documents.extend(apart.map(headline::as_sentence));
    let mut found = extractor.extract(&documents)?;
    let heading = apart.zip(documents.pop_if(|_| apart.is_some()).zip(found.pop_if(|_| apart.is_some())));
    let (Some(document), Some(attributions)) = (documents.pop(), found.pop()) else {
        return Ok(Analysis::default());
    };
    let mut cast = resolve(&document, &attributions, headline, byline);
    let statements = statements(&document, &attributions, &cast, headline);
    let heading = heading.and_then(|(words, (heading, mut attributions))| {
        attributions.retain(|a| headline::is_sound(&heading, a));
        attributions.retain_mut(|a| headline::cut(a, words));
        if attributions.is_empty() {
            return None;
        }
        let heading = Document::new(words);
        let of = resolve_headline(&heading, &attributions, &document, &mut cast);
        Some(Heading { document: heading, attributions, of })
    });
    Ok(Analysis { document, attributions, cast, statements, heading })
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
