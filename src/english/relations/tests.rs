//! How words are related, tried on pairs that news exchanges.

use super::*;

fn relation(pair: &str) -> Relation {
    let (a, b) = pair.split_once('/').unwrap();
    let (there, back) = (relate(a, b).0, relate(b, a).0);
    let mirrored = match there {
        Relation::Broader => Relation::Narrower,
        Relation::Narrower => Relation::Broader,
        same => same,
    };
    assert_eq!(back, mirrored, "{pair}");
    there
}

fn all(relations: &[Relation], pairs: &str) {
    let wrong: Vec<String> = pairs
        .split_whitespace()
        .map(|pair| pair.replace('+', " "))
        .filter(|pair| !relations.contains(&relation(pair)))
        .map(|pair| format!("{pair} {:?}", relation(&pair)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn forms_of_one_lemma() {
    all(
        &[Relation::Inflection],
        "rises/rose rising/risen died/dying taxes/tax hoping/hoped hopping/hopped children/child agreed/agrees \
         worse/bad is/were has/having biggest/big cities/city took/taken carried/carries men/man fell/fallen \
         won/winning paid/pays lying/lied wives/wife suspect/suspects",
    );
    all(
        &[Relation::Spelling],
        "colour/color organised/organized travelled/traveled centre/center labour/labor cancelled/canceled \
         defence/defense theatres/theaters grey/gray analyse/analyze",
    );
}

#[test]
fn derived_words() {
    all(
        &[Relation::Derived],
        "destroy/destruction destroyed/destruction announce/announcement collided/collision poland/polish \
         denmark/danes explode/explosion concluded/conclusion retrieving/retrieval quick/quickly",
    );
}

#[test]
fn synonyms() {
    all(
        &[Relation::Synonym],
        "begin/start buy/purchase bought/purchased help/assist doctor/physician lawyer/attorney allow/permit \
         injured/wounded car/automobile carried+out/performed took+part/participated withdrew/pulled+out get/obtain \
         error/mistake big/large reveal/disclose teenager/adolescent ended/finished",
    );
}

#[test]
fn opposites() {
    all(
        &[Relation::Opposite],
        "rose/fell approved/rejected signed/vetoed climbed/dropped lifted/imposed hired/fired \
         convicted/acquitted ban/allow guilty/innocent before/after won/lost increase/decrease accept/reject \
         legal/illegal lawful/unlawful agree/disagree best/worst more/fewer always/never confirmed/denied \
         arrested/released north/south supporters/opponents success/failure possible/impossible hot/cold \
         upheld/overturned raised/lowered for/against alive/dead",
    );
}

#[test]
fn broader_narrower_and_sisters() {
    all(&[Relation::Broader], "car/vehicle dog/animal murder/kill nurse/person kill/die");
    all(&[Relation::Narrower], "vehicle/truck person/teacher");
    all(&[Relation::Sister], "monday/tuesday iran/iraq");
}

#[test]
fn words_that_have_nothing_to_do_with_each_other() {
    all(
        &[Relation::None],
        "approved/improved mayor/river house/quickly suspect/bridge deceased/decreased budget/window \
         paid/bridge reserve/reptile court/sugar vote/boat contract/contrast memory/member mission/missile \
         the/mayor minister/minster police/polish statute/statue school/strike tax/taxi bill/hill",
    );
}

#[test]
fn a_common_sense_is_stronger_than_a_rare_one() {
    assert!(relate("buy", "purchase").1 > relate("get", "obtain").1);
    assert!(relate("begin", "start").1 > relate("go", "start").1);
}

#[test]
fn what_a_word_is_about() {
    for (word, domain) in [
        ("teacher", "noun.person"),
        ("said", "verb.communication"),
        ("million", "noun.quantity"),
        ("lisbon", "noun.location"),
        ("tuesday", "noun.time"),
    ] {
        assert_eq!(LexicalWord::of(word).domain(), Some(domain), "{word}");
    }
    assert_eq!(LexicalWord::of("qwrtz").domain(), None);
}
