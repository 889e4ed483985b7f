//! How two words stand to each other: forms of one word, synonyms, opposites, broader and narrower words.
//!
//! From WordNet, and for news from `data/synonyms.txt`, `data/opposites.txt` and the peoples of countries. A word is looked up once
//! ([`LexicalWord::of`]); comparing two is then a walk over short sorted lists.

use super::inflect::{Class, Inflection, Lemma, american, lemmas};
use super::thresholds::{
    BROADER_STEPS, RARE_SENSE, REMEMBERED_PAIRS, REMEMBERED_RELATIONS, SIBLING_LIKENESS,
};
use super::wordnet::{self, Synset, SynsetRow, WordnetRow};
use super::{gender, groups, lexicon, places};
use fnv::FnvHashMap;
use std::cell::RefCell;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

/// How a second word stands to a first, nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Relation {
    /// The same letters.
    Same,
    /// Two spellings of one form: "colour", "color"; "cancelled", "canceled".
    Spelling,
    /// Two forms of one lemma: "rises", "rose".
    Inflection,
    /// One is derived from the other: "destroy", "destruction"; "Poland", "Polish".
    Derived,
    /// They share a sense.
    Synonym,
    /// Adjectives of one cluster, verbs of one group.
    Similar,
    /// The second says less: "car", "vehicle"; "kill", "die".
    Broader,
    /// The second says more.
    Narrower,
    /// Two kinds of one thing: "Monday", "Tuesday"; "doctor", "nurse".
    Sister,
    /// They mean the opposite of each other.
    Opposite,
    /// Nothing is known.
    None,
}

/// A word form with what is known of it, for comparing it with many others.
#[derive(Debug)]
pub struct LexicalWord {
    /// No other word of the process has it.
    number: u64,
    form: Box<str>,
    lemmas: Vec<Lemma>,
    /// Senses and their share of the uses of this form, by number.
    senses: Vec<(Synset, f32)>,
    /// What is broader: synset, share of the sense, steps to it.
    broader: Vec<(Synset, f32, u8)>,
    /// Heads of the clusters of adjectives.
    clusters: Vec<(Synset, f32)>,
    /// Groups of verbs.
    groups: Vec<(Synset, f32)>,
    /// Synsets of the opposite sense.
    opposites: Vec<(Synset, f32)>,
    /// American spellings of the lemmas.
    american: Vec<&'static str>,
    rows: Vec<WordnetRow>,
    /// What the lexicon has for it.
    entries: Vec<&'static lexicon::Entry>,
    wide: OnceLock<WideSense>,
}

/// The senses of a word with those next above them, and the senses that these are opposed to.
#[derive(Debug)]
struct WideSense {
    senses: Vec<(Synset, f32)>,
    against: Vec<(Synset, f32)>,
}

thread_local! {
    static WORDS: RefCell<FnvHashMap<Box<str>, Arc<LexicalWord>>> = RefCell::default();
    /// How words stand to each other, by their numbers: the rules and the judge ask for the same pairs in turn.
    static KNOWN: RefCell<FnvHashMap<(u64, u64), (Relation, f32)>> = RefCell::default();
}

impl LexicalWord {
    /// Looks a form in lower case up. Several words are parted by a space: "took part".
    #[must_use]
    pub fn of(norm: &str) -> Arc<Self> {
        WORDS.with_borrow_mut(|words| {
            if let Some(word) = words.get(norm) {
                return Arc::clone(word);
            }
            if words.len() >= REMEMBERED_RELATIONS {
                words.clear();
            }
            let word = Arc::new(Self::new(norm));
            words.insert(norm.into(), Arc::clone(&word));
            word
        })
    }

    fn new(norm: &str) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let lemmas = lemmas(norm).to_vec();
        let mut word = Self {
            number: NEXT.fetch_add(1, Ordering::Relaxed),
            form: norm.into(),
            senses: Vec::new(),
            broader: Vec::new(),
            clusters: Vec::new(),
            groups: Vec::new(),
            opposites: Vec::new(),
            american: lemmas.iter().map(|l| american(l.lemma).unwrap_or(l.lemma)).collect(),
            rows: Vec::new(),
            entries: lexicon::rows(norm).collect(),
            wide: OnceLock::new(),
            lemmas,
        };
        for lemma in &word.lemmas {
            if let Some(row) =
                wordnet::row(lemma.lemma).filter(|r| word.rows.iter().all(|o| o.word != r.word))
            {
                word.rows.push(row);
            }
        }
        word.add_senses();
        word.add_neighbours();
        word
    }

    fn add_senses(&mut self) {
        let weight = |l: &Lemma| f32::from(2_u16.pow(u32::from(l.commonness)));
        let all: f32 = self.lemmas.iter().filter(|l| l.class != Class::Function).map(weight).sum();
        for lemma in &self.lemmas {
            let Some(row) = self.rows.iter().find(|r| r.word == lemma.lemma) else { continue };
            for class in row.classes().filter(|c| lemma.class == Class::of(c.letter)) {
                let share = weight(lemma) / all;
                // A share of nought tenths is still some.
                let senses = class.senses().map(|(s, tenths)| (s, share * f32::from(tenths).max(0.3) / 10.0));
                self.senses.extend(senses);
            }
        }
        strongest(&mut self.senses);
    }

    fn add_neighbours(&mut self) {
        for &(sense, share) in &self.senses {
            let Some(row) = wordnet::synset(sense) else { continue };
            self.clusters.extend(row.clusters().map(|s| (s, share)));
            self.groups.extend(row.group().chain([sense]).map(|s| (s, share)));
            self.opposites.extend(row.opposites().map(|s| (s, share)));
            for head in row.clusters().filter(|head| *head != sense).filter_map(wordnet::synset) {
                self.opposites.extend(head.opposites().map(|s| (s, share)));
            }
            climb(sense, share, 1, &mut self.broader);
            self.broader.extend(row.entailed().map(|s| (s, share, 1)));
        }
        strongest(&mut self.clusters);
        strongest(&mut self.groups);
        strongest(&mut self.opposites);
        let near = |b: &(Synset, f32, u8)| b.1.sqrt() / f32::from(b.2);
        self.broader.sort_by(|a, b| a.0.cmp(&b.0).then(near(b).total_cmp(&near(a))));
        self.broader.dedup_by_key(|b| b.0);
    }

    /// The form that was looked up.
    #[must_use]
    pub fn form(&self) -> &str {
        &self.form
    }

    /// Its readings, most common first.
    #[must_use]
    pub fn lemmas(&self) -> &[Lemma] {
        &self.lemmas
    }

    /// The most common lemma, or the form itself where it is no English word.
    #[must_use]
    pub fn lemma(&self) -> &str {
        self.lemmas.first().map_or(&self.form, |l| l.lemma)
    }

    /// The rows of the lexicon for this form: its own, then those of its lemmas, most common first.
    #[must_use]
    pub fn entries(&self) -> &[&'static lexicon::Entry] {
        &self.entries
    }

    /// Whether the lexicon gives it a tag.
    #[must_use]
    pub fn has_tag(&self, tag: &str) -> bool {
        self.entries.iter().any(|row| row.has(tag))
    }

    /// The coarse class of its commonest sense, a lexicographer file of WordNet: "noun.person", "verb.motion".
    #[must_use]
    pub fn domain(&self) -> Option<&'static str> {
        let files = self.senses.iter().filter_map(|(sense, share)| Some((file(*sense)?, share)));
        // Adjectives and adverbs have no classes of meaning: "million" is a quantity.
        let telling = files.clone().filter(|(file, _)| file.starts_with(['n', 'v']));
        let best =
            telling.max_by(|a, b| a.1.total_cmp(b.1)).or_else(|| files.max_by(|a, b| a.1.total_cmp(b.1)));
        best.map(|(file, _)| file)
    }

    /// Numbers of the meanings that make up at least a `least` share of its use; words of one number can mean the same.
    pub fn meanings(&self, least: f32) -> impl Iterator<Item = u32> + '_ {
        self.senses.iter().filter(move |(_, share)| *share >= least).map(|(sense, _)| *sense)
    }

    /// The share of its uses that are in a lexicographer file, 0 to 1.
    #[must_use]
    pub fn share_in(&self, domain: &str) -> f32 {
        self.senses.iter().filter(|(s, _)| file(*s) == Some(domain)).map(|(_, share)| share).sum()
    }

    /// The share of its uses as a noun that are in some lexicographer files, 0 to 1: of "owner", which is also more than
    /// "own".
    #[must_use]
    pub fn share_of_nouns_in(&self, domains: &[&str]) -> f32 {
        let nouns = self.senses.iter().filter_map(|(s, share)| Some((file(*s)?, share)));
        let nouns = nouns.filter(|(file, _)| file.starts_with("noun."));
        let (within, all) = nouns.fold((0.0, 0.0), |(within, all), (file, share)| {
            (within + if domains.contains(&file) { *share } else { 0.0 }, all + share)
        });
        if all > 0.0 { within / all } else { 0.0 }
    }

    /// Whether news exchanges the two freely in this form, as a table says: "about" and "around", "sacked" and "fired", but
    /// not "sacked" and "fire".
    #[must_use]
    pub fn is_exchanged_with(&self, other: &Self) -> bool {
        let phrase = self.form.contains(' ') || other.form.contains(' ');
        let verb = |word: &Self| word.lemmas.iter().any(|l| l.class == Class::Verb);
        let form = |a: &Lemma, b: &Lemma| a.class == b.class && a.inflection.any(b.inflection);
        let alike = || self.lemmas.iter().any(|a| other.lemmas.iter().any(|b| form(a, b)));
        let last = |word: &Self| word.form.rsplit_once(' ').map(|(_, last)| last.to_owned());
        let one_particle = last(self).is_some() && last(self) == last(other);
        if self.is_set_phrase() || other.is_set_phrase() || one_particle {
            return set_phrases_agree(self, other);
        }
        let fits = if phrase { !verb(self) && !verb(other) } else { self.lemmas.is_empty() || alike() };
        if fits && !phrase && gender::are_one(&self.form, &other.form) {
            return true;
        }
        let [one, two] = [self, other].map(|word| word.form.replace(' ', "_"));
        let theirs = other.names().chain([two.as_str()]);
        fits && groups::are_synonyms(self.names().chain([one.as_str()]), &theirs)
    }

    /// Whether it is of three words and more, as "do away with": too long to be of two senses.
    fn is_set_phrase(&self) -> bool {
        self.form.split(' ').count() > 2
    }

    /// Its lemmas with the forms that it is of them; of a set phrase those of the first word with the rest.
    fn forms_of_phrase(&self) -> Vec<(String, Inflection)> {
        let Some((first, rest)) =
            self.form.split_once(' ').filter(|_| self.is_set_phrase() || self.lemmas.is_empty())
        else {
            let verbs = self.lemmas.iter().filter(|l| l.class == Class::Verb);
            return verbs.map(|l| (l.lemma.to_owned(), l.inflection)).collect();
        };
        let rest = rest.replace(' ', "_");
        let verbs = lemmas(first).iter().filter(|l| l.class == Class::Verb).copied().collect::<Vec<_>>();
        verbs.into_iter().map(|l| (format!("{}_{rest}", l.lemma), l.inflection)).collect()
    }

    /// The share of its uses in which it means such a person as one of some nouns does, 0 to 1: "coroner" of "expert".
    #[must_use]
    pub fn share_under(&self, persons: &[&str]) -> f32 {
        let first = |noun: &&str| {
            let known = Self::of(noun);
            known.senses.iter().map(|(sense, _)| *sense).find(|&sense| file(sense) == Some("noun.person"))
        };
        let above: Vec<Synset> = persons.iter().filter_map(first).collect();
        self.broader.iter().filter(|(sense, ..)| above.contains(sense)).map(|(_, share, _)| share).sum()
    }

    /// How `other` stands to this word, and how sure that is, 0 to 1: less where only rare senses meet.
    #[must_use]
    pub fn relate(&self, other: &Self) -> (Relation, f32) {
        if self.form == other.form {
            return (Relation::Same, 1.0);
        }
        let pair = (self.number, other.number);
        if let Some(known) = KNOWN.with_borrow(|known| known.get(&pair).copied()) {
            return known;
        }
        let found = self.look_up(other);
        KNOWN.with_borrow_mut(|known| {
            if known.len() >= REMEMBERED_PAIRS {
                known.clear();
            }
            known.insert(pair, found);
        });
        found
    }

    /// How `other`, another form, stands to this word.
    fn look_up(&self, other: &Self) -> (Relation, f32) {
        if let Some(relation) = self.forms(other) {
            return (relation, 1.0);
        }
        let opposite = self.opposite(other);
        if opposite == 1.0 {
            return (Relation::Opposite, 1.0);
        }
        let derived = self.derived(other);
        let listed =
            groups::are_synonyms(self.names(), &other.names()) || gender::are_one(&self.form, &other.form);
        let synonym = if listed { 1.0 } else { meet(&self.senses, &other.senses) };
        let candidates = [
            (Relation::Derived, derived),
            (Relation::Synonym, if synonym >= RARE_SENSE { synonym } else { 0.0 }),
        ];
        let best = candidates.into_iter().find(|(_, strength)| *strength > 0.0);
        match best {
            Some((relation, strength)) if strength >= opposite => (relation, strength),
            _ if opposite >= RARE_SENSE => (Relation::Opposite, opposite),
            _ => self.kindred(other),
        }
    }

    /// Forms of one lemma.
    fn forms(&self, other: &Self) -> Option<Relation> {
        let mut found = None;
        for (a, x) in self.lemmas.iter().zip(&self.american) {
            for (b, y) in other.lemmas.iter().zip(&other.american) {
                if x != y || a.class != b.class {
                    continue;
                }
                if a.inflection.any(b.inflection) {
                    return Some(Relation::Spelling);
                }
                found = Some(Relation::Inflection);
            }
        }
        found
    }

    /// How surely the words are opposites; 1 where a table says so.
    fn opposite(&self, other: &Self) -> f32 {
        let listed = |a: &Self, b: &Self| a.rows.iter().any(|r| r.antonyms().any(|x| b.has_lemma(x)));
        if listed(self, other)
            || listed(other, self)
            || negative_prefix(self, other)
            || negative_prefix(other, self)
            || groups::are_opposites(self.names(), &other.names())
        {
            return 1.0;
        }
        let indirect = meet(&self.opposites, &other.senses).max(meet(&self.opposites, &other.clusters));
        indirect.max(meet(&other.opposites, &self.senses)).max(meet(&other.opposites, &self.clusters))
    }

    /// How surely one of them is a case of what the other is opposed to, 0 to 1: "child" and "adult" ("juvenile"), "rise"
    /// and "cut" ("reduce").
    #[must_use]
    pub fn contrast(&self, other: &Self) -> f32 {
        let (one, two) = (self.wide(), other.wide());
        meet(&one.against, &two.senses).max(meet(&two.against, &one.senses))
    }

    /// Its senses with those next above them, and what they are opposed to; looked up once.
    fn wide(&self) -> &WideSense {
        self.wide.get_or_init(|| {
            let next = self.broader.iter().filter(|above| above.2 == 1).map(|above| (above.0, above.1));
            let mut senses: Vec<(Synset, f32)> = self.senses.iter().copied().chain(next).collect();
            strongest(&mut senses);
            let rows = senses.iter().filter_map(|&(sense, share)| Some((wordnet::synset(sense)?, share)));
            let mut against: Vec<(Synset, f32)> =
                rows.flat_map(|(row, share)| row.opposites().map(move |sense| (sense, share))).collect();
            strongest(&mut against);
            WideSense { senses, against }
        })
    }

    fn names(&self) -> impl Iterator<Item = &str> + Clone {
        std::iter::once(&*self.form).chain(self.lemmas.iter().map(|l| l.lemma))
    }

    fn has_lemma(&self, lemma: &str) -> bool {
        *self.form == *lemma || self.lemmas.iter().any(|l| l.lemma == lemma)
    }

    fn derived(&self, other: &Self) -> f32 {
        let direct = |a: &Self, b: &Self| a.rows.iter().any(|r| r.derived().any(|x| b.has_lemma(x)));
        let places = self.names().any(|a| other.names().any(|b| places::same(a, b, false)));
        if direct(self, other) || direct(other, self) || places {
            return 1.0;
        }
        let mut shared = self.rows.iter().flat_map(|r| r.derived());
        let siblings = shared.any(|x| other.rows.iter().any(|r| r.derived().any(|y| x == y)));
        if siblings { SIBLING_LIKENESS } else { 0.0 }
    }

    /// Words that say something near, but not the same.
    fn kindred(&self, other: &Self) -> (Relation, f32) {
        let similar = meet(&self.clusters, &other.clusters).max(meet(&self.groups, &other.senses));
        let above = |a: &Self, b: &Self| {
            let found = a.broader.iter().filter_map(|&(synset, share, steps)| {
                let at = b.senses.binary_search_by_key(&synset, |s| s.0).ok()?;
                Some((share * b.senses[at].1).sqrt() / f32::from(steps))
            });
            found.fold(0.0, f32::max)
        };
        let parents = |w: &Self| -> Vec<(Synset, f32)> {
            w.broader.iter().filter(|b| b.2 == 1).map(|b| (b.0, b.1)).collect()
        };
        let candidates = [
            (Relation::Similar, similar),
            (Relation::Broader, above(self, other)),
            (Relation::Narrower, above(other, self)),
            (Relation::Sister, meet(&parents(self), &parents(other))),
        ];
        let best = candidates.into_iter().find(|(_, strength)| *strength >= RARE_SENSE);
        best.unwrap_or((Relation::None, 0.0))
    }
}

/// Whether a set phrase and another phrase or word are listed as one, in the same form: "did away with", "abolished";
/// what is no verb by its words as they stand: "in spite of".
fn set_phrases_agree(one: &LexicalWord, other: &LexicalWord) -> bool {
    let written = [one, other].map(|word| word.form.replace(' ', "_"));
    let [a, b] = written.each_ref().map(|w| std::iter::once(w.as_str()));
    let (ours, theirs) = (one.forms_of_phrase(), other.forms_of_phrase());
    let verbs = ours.iter().any(|(a, form)| {
        let same = theirs.iter().filter(|(_, its)| its.any(*form));
        groups::are_synonyms(std::iter::once(a.as_str()), &same.map(|(b, _)| b.as_str()))
    });
    verbs || groups::are_synonyms(a, &b)
}

/// How `b` stands to `a`, two forms in lower case, and how sure that is.
#[must_use]
pub fn relate(a: &str, b: &str) -> (Relation, f32) {
    LexicalWord::of(a).relate(&LexicalWord::of(b))
}

/// The lexicographer file of a synset.
fn file(sense: Synset) -> Option<&'static str> {
    wordnet::FILES.get(usize::from(wordnet::synset(sense)?.file)).copied()
}

/// Adds what is broader than a sense.
fn climb(sense: Synset, share: f32, steps: u8, out: &mut Vec<(Synset, f32, u8)>) {
    for above in wordnet::synset(sense).into_iter().flat_map(SynsetRow::broader) {
        out.push((above, share, steps));
        if steps < BROADER_STEPS {
            climb(above, share, steps + 1, out);
        }
    }
}

/// Sorts by number and keeps the strongest of each.
fn strongest(list: &mut Vec<(Synset, f32)>) {
    list.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    list.dedup_by_key(|entry| entry.0);
}

/// The strength with which two sorted lists meet best: the geometric mean of the shares.
fn meet(a: &[(Synset, f32)], b: &[(Synset, f32)]) -> f32 {
    let (mut i, mut j, mut best) = (0, 0, 0.0_f32);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.0.cmp(&y.0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                best = best.max((x.1 * y.1).sqrt());
                i += 1;
                j += 1;
            }
        }
    }
    best
}

/// Prefixes that turn a word into its opposite.
const NEGATIVE: &[&str] = &["un", "in", "im", "il", "ir", "non", "non-", "dis", "anti-", "de", "mis"];

/// Whether `long` is `short` with a prefix that negates: "unlawful", "lawful". The two must have the same class, and the
/// pair must not be of two words that only look so ("invaluable").
fn negative_prefix(long: &LexicalWord, short: &LexicalWord) -> bool {
    const UNLIKE: &[&str] = &["invaluable", "disease", "incite", "imposing", "impress", "inform", "invest"];
    long.lemmas.iter().any(|a| {
        !UNLIKE.contains(&a.lemma)
            && NEGATIVE.iter().filter_map(|p| a.lemma.strip_prefix(p)).any(|rest| {
                rest.len() >= 4 && short.lemmas.iter().any(|b| b.lemma == rest && a.class == b.class)
            })
    })
}

#[cfg(test)]
mod tests;
