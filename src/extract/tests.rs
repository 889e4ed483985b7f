//! Tests of the whole extraction on invented text, and its invariants on any text.

use super::*;
use proptest::prelude::*;
use std::sync::LazyLock;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::with_threads(1).unwrap());

fn extract(text: &str) -> (Document, Vec<Attribution>) {
    let document = Document::new(text);
    let found = EXTRACTOR.extract(std::slice::from_ref(&document)).unwrap().remove(0);
    (document, found)
}

/// Each attribution as "source | cue | content".
fn read(text: &str) -> Vec<String> {
    let (document, found) = extract(text);
    let words = |spans: &[Span]| spans.iter().map(|&s| document.slice(s)).collect::<Vec<_>>().join(" … ");
    found
        .iter()
        .map(|a| format!("{} | {} | {}", words(&a.source), words(&a.cue), words(&a.content)))
        .collect()
}

#[test]
fn new_threads_have_the_same_model() {
    let document = Document::new("“The quay is shut,” Ada Brook said. Officials said it would stay so.");
    let again = EXTRACTOR.on_new_threads(2);
    let [one, other] = [&*EXTRACTOR, &again].map(|e| e.extract(std::slice::from_ref(&document)).unwrap());
    assert!(one[0].len() == 2 && one == other);
}

#[test]
fn finds_direct_and_indirect_speech() {
    insta::assert_debug_snapshot!(read(
        "The old harbour bridge will close in May, Mayor Ines Oduya said on Tuesday.\n\
         “Nobody wants to wait another winter,” Oduya told the council. “We have the money.”\n\
         According to the port authority, repairs will cost £4.5 million.\n\
         The ferry company criticised the plan as too hasty."
    ), @r#"
    [
        "Mayor Ines Oduya | said | The old harbour bridge will close in May",
        "Oduya | told | “Nobody wants to wait another winter,” … “We have the money.”",
        "the port authority | According to | repairs will cost £4.5 million",
        "The ferry company | criticised | the plan as too hasty",
    ]
    "#);
}

#[test]
fn reads_foreign_quotation_marks() {
    for (open, close) in
        [("“", "”"), ("\"", "\""), ("‘", "’"), ("'", "'"), ("«", "»"), ("„", "“"), ("``", "''")]
    {
        let text = format!("{open}The bridge is not safe and never was,{close} said Ines Oduya, the mayor.");
        let (document, found) = extract(&text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].kind, QuotationKind::Direct, "{text}");
        assert!(document.slice(found[0].content[0]).contains("never was"), "{text}");
    }
}

#[test]
fn leaves_metadata_out() {
    let (document, found) = extract(
        "date 2026-02-19 The bridge will close in May, officials said.\n\
         (Reporting by Jane Doe; Editing by John Roe)",
    );
    for span in found.iter().flat_map(|a| a.source.iter().chain(&a.cue).chain(&a.content)) {
        assert!(!document.furniture.iter().any(|f| f.span.overlaps(*span)), "{}", document.slice(*span));
    }
    assert!(!found.is_empty());
}

#[test]
fn takes_the_name_before_a_prepositional_phrase() {
    let found =
        read("Oduya in a separate post by the ferry company called it “a great day for the harbour.”");
    assert!(found[0].starts_with("Oduya | called |"), "{found:?}");
}

#[test]
fn two_speakers_in_a_sentence_are_two() {
    let found = read("Voss says the lock is old; Roux says it is new.");
    assert_eq!(found, ["Voss | says | the lock is old", "Roux | says | it is new"]);
    let found = read("Roux was described by her mother as “kind” and by her landlord as “loud”.");
    assert!(found.iter().any(|row| row.starts_with("her landlord |") && !row.contains("kind")), "{found:?}");
}

#[test]
fn a_question_and_its_answer_are_two() {
    let found = read("“Is the lock old?” “Yes,” said Mara Voss.");
    assert_eq!(found, [" |  | “Is the lock old?”", "Mara Voss | said | “Yes,”"]);
}

#[test]
fn an_interview_gives_the_answers_to_the_person_labelled() {
    let found = read(
        "Mara Voss runs the lock at Tarn. She spoke to the Echo.\n\nQ: When did the lock fail?\n\n\
         A: It failed in May. I told the board it was old.\n\nNobody wrote back.\n\n\
         Q: You have said the board knew. Did it?\n\nA: Yes.",
    );
    assert_eq!(
        found,
        ["A | : | It failed in May. I told the board it was old. … Nobody wrote back.", "A | : | Yes."]
    );
}

#[test]
fn the_main_clause_stays_out_of_a_condition() {
    let found = read("If the board says the lock is safe, the boats will sail.");
    assert!(found.iter().all(|row| !row.contains("sail")), "{found:?}");
}

/// How many attributions one stands in, itself counted.
fn depth(found: &[Attribution], of: usize) -> usize {
    std::iter::successors(Some(of), |&i| found[i].parent).count()
}

/// The parent of each attribution.
fn parents(text: &str) -> Vec<Option<usize>> {
    extract(text).1.iter().map(|a| a.parent).collect()
}

#[test]
fn finds_what_a_content_attributes_itself() {
    let text = "The Bressac Post reported that officials said the dam was safe.";
    assert_eq!(
        read(text),
        [
            "The Bressac Post | reported | that officials said the dam was safe",
            "officials | said | the dam was safe"
        ]
    );
    assert_eq!(parents(text), [None, Some(0)]);

    let text = "“He told me, ‘Go home,’ and I went,” said Voss.";
    assert_eq!(read(text)[1], "He | told | ‘Go home,’");
    let (_, found) = extract(text);
    assert_eq!((found[1].parent, found[1].kind), (Some(0), QuotationKind::Direct));

    let text = "“The minister said the road would be open by May,” Moll told the council.";
    assert_eq!(extract(text).1[1].kind, QuotationKind::Indirect, "the marks are Moll's");
}

#[test]
fn finds_no_reports_where_nobody_else_has_spoken() {
    for text in [
        "“I would say that the bridge is old,” Moll said.",
        "“We told you that the roof leaks,” the engineer said.",
        "Moll said that people say the bridge is old.",
        "“Nobody could tell them that the bridge was old,” Moll said.",
        "Moll said she wanted to tell the council that the bridge was old.",
        "Moll said the council called a meeting about the bridge.",
    ] {
        assert!(parents(text).iter().all(Option::is_none), "{:?}", read(text));
    }
}

#[test]
fn a_passive_cue_keeps_its_source() {
    assert_eq!(
        read("The visit was first reported by the Bressac Post."),
        ["the Bressac Post | was first reported by | The visit"]
    );
}

/// What must hold of any text.
fn check(text: &str) {
    let (document, found) = extract(text);
    for (i, a) in found.iter().enumerate() {
        assert!(!a.content.is_empty());
        assert!((0.0..=1.0).contains(&a.confidence));
        // What stands in another comes after it, which rules rings out, and lies in one span of its content.
        if let Some(parent) = a.parent {
            assert!(parent < i && depth(&found, i) <= thresholds::DEEPEST_NESTING);
            let parts = || a.source.iter().chain(&a.cue).chain(&a.content);
            let holds = |outer: &Span| parts().all(|part| outer.covers(*part));
            assert!(found[parent].content.iter().any(holds));
        }
        for span in a.source.iter().chain(&a.cue).chain(&a.content).chain(&a.hedge) {
            assert!(!span.is_empty() && document.text.get(span.start..span.end).is_some());
        }
    }
    assert!(found.is_sorted_by_key(|a| a.content[0].start));
    // The same again, and beside another text.
    let both = EXTRACTOR.extract(&[Document::new("“No,” she said."), document]).unwrap();
    assert_eq!(both[1], found);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn holds_on_any_text(text in "(\\PC|[ \n“”\"'‘’«»]){0,120}") {
        check(&crate::text::normalize(&text).text);
    }

    #[test]
    fn holds_on_news_like_text(words in prop::collection::vec(
        prop::sample::select(vec!["“", "”", "\"", "said", "reported", "told me", "officials", "He", "Oduya", "the mayor",
                ",", ".", "\n", "\n\n", "that", "it",
            "leaks", ":", "according to", "(Reporting by Jane Doe)", "‘", "’", "e\u{301}", "🙂", "–"]), 0..60)) {
        check(&crate::text::normalize(&words.join(" ")).text);
    }
}

#[test]
fn hostile_texts_end() {
    for text in [
        String::new(),
        " \n\n\t ".into(),
        "\"".repeat(3_000),
        "“".repeat(3_000),
        "a".repeat(200_000),
        "🙂".repeat(2_000),
        "e\u{301}\u{301}\u{301}".repeat(1_000),
        "said ".repeat(3_000),
        "“no” said he ".repeat(500),
        "\u{200b}".repeat(2_000),
    ] {
        check(&text);
    }
}

#[test]
fn aims_that_nobody_utters_are_doubtful_and_what_the_layout_shows_is_not() {
    let surest = |text: &str| extract(text).1.iter().map(|a| a.confidence).fold(0.0, f32::max);
    for aim in [
        "The port aims to double its traffic by 2030.",
        "Mayor Ines Oduya wants to sell the yard and to move the market to the quay.",
        "The county plans to close three of its schools next summer, among them the one at Velm.",
        "Ines Oduya believes that the bridge is the most important work of her years in office.",
        "The council passed a bill to restore the rights of those who rent a berth.",
    ] {
        assert!(surest(aim) < 0.5, "{aim}");
    }
    for shown in [
        "It rained.\n\nThe pool is open.\n\n— Ines Oduya (@inesoduya) June 3, 2026\n\nNobody came.",
        "Ines Oduya shut the pool in March.\n\n“The pump was old. Nobody makes the parts any more.”\n\nIt rained.",
        "The union's demands are:\n\n- more pay\n\n- a shorter week\n\nIt rained.",
    ] {
        assert!(surest(shown) > 0.7, "{shown}");
    }
}

#[test]
fn what_an_answer_reports_is_given_once() {
    let talk = "Ines Oduya talks about the bridge.\n\nWho shut it?\n\nThe port said it was unsafe.\n\nIs it?\n\n\
                I doubt it. My engineers told me that the piers are sound.\n\nWhat now?\n\nWe wait.";
    assert_eq!(
        read(talk).iter().filter(|row| row.contains("it was unsafe") && row.starts_with("The port")).count(),
        1
    );
}
