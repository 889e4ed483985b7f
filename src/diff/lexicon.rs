//! The words that carry a change of meaning, as tables: function words, hedges, negation, antonyms, scope, cues.
//!
//! Entries are normal forms or stems as [`crate::claim`]'s tokens have them.

use std::collections::HashMap;
use std::sync::LazyLock;

fn set(words: &'static str) -> HashMap<&'static str, ()> {
    words.split_whitespace().map(|w| (w, ())).collect()
}

/// Words that carry no proposition of their own (normal forms).
pub(super) static FUNCTION: LazyLock<HashMap<&str, ()>> = LazyLock::new(|| {
    set(
        "a an the and or but nor so yet of in on at by to for from with within into onto upon over under about \
         around as than then that this these those which who whom whose what when where while why how if whether \
         because since although though after before until during through between among against toward towards \
         via per is are was were be been being am do does did done has have had having will would shall should \
         can could may might must it its itself he his him himself she her hers herself they their them \
         themselves we our us-all i my me you your there here not 's 're 've 'll 'd 'm s also too very just now \
         already still even such other another more most much many some any each both either neither no own same \
         up down out off again further once only however meanwhile thus hence amid amidst including include \
         among along regarding concerning ago later earlier currently",
    )
});

/// Words whose coming or going alone is a matter of style (normal forms).
pub(super) const TRIVIAL: &[&str] =
    &["a", "an", "the", "it", "is", "was", "to", "of", "on", "per", "that", "'s", "s"];

/// Words that weaken what is said with them (stems or normal forms).
pub(super) static HEDGES: LazyLock<HashMap<&str, ()>> = LazyLock::new(|| {
    set(
        "allegedly alleged alleg purported purportedly purport unconfirmed unverified unsubstantiated rumored rumoured \
         reportedly suspected suspect presumed presumably presum believed feared apparently apparent appears appear \
         appeared seems seem seemed seemingly possible possibly potential potentially may might could likely \
         unlikely probable probably perhaps maybe expected attempt attempted attempts attempting tried tries \
         trying planned proposed intends intended interpreted interpretated supposedly ostensibly tentative \
         tentatively preliminary would-be falsely unclear doubtful believes thinks suspects fears threatens \
         threatened",
    )
});

/// Hedges of several words (normal forms).
pub(super) const HEDGE_PHRASES: &[&[&str]] = &[
    &["so", "called"],
    &["said", "to", "have"],
    &["thought", "to"],
    &["reported", "to"],
    &["is", "reported"],
    &["are", "reported"],
    &["set", "to"],
    &["due", "to", "be"],
    &["plans", "to"],
    &["plan", "to"],
    &["plans", "for"],
    &["planning", "to"],
    &["seeks", "to"],
    &["aims", "to"],
    &["vows", "to"],
    &["seen", "as"],
    &["not", "seen"],
    &["in", "talks"],
    &["talks", "to"],
    &["without", "evidence"],
    &["being", "talked"],
];

/// Words that make what is said with them surer (stems).
pub(super) static BOOSTERS: LazyLock<HashMap<&str, ()>> = LazyLock::new(|| {
    set("definitely certainly undoubtedly clearly conclusively proven prove proved verified verify")
});

/// Words that negate (normal forms).
pub(super) static NEGATIONS: LazyLock<HashMap<&str, ()>> = LazyLock::new(|| {
    set(
        "not no never none neither nor nobody nothing nowhere cannot without refuse refuses refused refusing decline \
         declines declined declining fail fails failed failing deny denies denied denying unable hardly scarcely",
    )
});

/// Words that say how far a statement reaches (normal forms).
pub(super) static SCOPE: LazyLock<HashMap<&str, ()>> = LazyLock::new(|| {
    set("all every some many most several few only each entire entirely whole wholly partly partially part \
         completely fully mostly largely mainly chiefly primarily nationwide worldwide global globally local \
         various numerous certain majority minority exclusively sole solely always often sometimes usually \
         rarely frequently generally widely universally permanently temporarily indefinitely virtually \
         overall total totally widespread best eldest youngest largest smallest biggest highest lowest largely \
         mainland northern southern eastern western northeastern northwestern southeastern southwestern")
});

/// Pairs of opposites (stems). Order does not matter.
const ANTONYMS: &str = "\
accept reject|approv reject|pass reject|win lose|rise fall|ris fall|increas decreas|increas declin|grow shrink|higher lower|\
highest lowest|more less|more fewer|most least|many few|positive negative|positiv negativ|good bad|best worst|\
favorabl unfavorabl|support oppos|allow ban|allow prohibit|permit ban|legal illegal|guilty innocent|convict acquit|\
guilty acquit|success failur|success failure|succeed fail|confirm deny|admit deny|open clos|begin end|start end|start stop|\
before after|above below|over under|true fals|able unable|agree refus|agre refus|agree disagree|agre disagre|alive die|\
surviv die|surviv kill|critically prais|prais critic|acclaim critic|prais criticiz|acclaim criticiz|prais pan|acclaim pan|\
hit flop|blockbuster disaster|blockbuster flop|gain lose|gain loss|profit loss|strong weak|stronger weaker|early late|\
earlier later|buy sell|raise cut|rais cut|rais lower|increas reduc|increas cut|expand reduc|join leave|enter leave|\
includ exclud|rich poor|male female|man woman|men women|son daughter|father mother|brother sister|his her|he she|\
old young|oldest youngest|older younger|large small|largest smallest|larger smaller|long short|longest shortest|\
major minor|majority minority|public private|active inactive|active retir|safe unsafe|possibl impossibl|\
populous populou|upheld overturn|uphold overturn|uphold strik|grant deny|arrest releas|detain releas|enabl disabl|encourag discourag|\
love hate|friend enemy|victory defeat|beat lose|north south|northern southern|east west|eastern western|left right|\
first last|always never|everyon nobody|commercial noncommercial|mixed positive|mixed negative|mix positive|mix negative|mixed positiv|\
mixed negativ|generally rarely|cheap expensiv|fast slow|faster slower|hot cold|full empty|remain leave|resign remain|amazing flimsy|\
good poor|strength weakness|better worse|improv worsen|attack defend|protect attack|peaceful violent|legitimat illegitimat|known unknown|\
welcom condemn|prais condemn|favor oppos|optimistic pessimistic|popular unpopular|famous unknown|advanc retreat";

/// For each stem, the stems that mean its opposite.
pub(super) static OPPOSITES: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut table: HashMap<&str, Vec<&str>> = HashMap::new();
    for pair in ANTONYMS.split('|') {
        if let Some((a, b)) = pair.trim().split_once(' ') {
            table.entry(a).or_default().push(b);
            table.entry(b).or_default().push(a);
        }
    }
    table
});

/// How a cue puts what it attributes: surely, plainly, or with doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// "claims", "alleges"
    Doubting,
    /// "believes", "expects"
    Holding,
    /// "says", "announces"
    Plain,
    /// "confirms"
    Sure,
}

/// Cue verbs (stems) and their strength.
pub(super) static CUES: LazyLock<HashMap<&str, Strength>> = LazyLock::new(|| {
    let rows: [(&str, Strength); 4] = [
        ("claim alleg accus insist contend", Strength::Doubting),
        ("believ expect think suspect fear estimat predict", Strength::Holding),
        (
            "say report announc stat tell declar add warn write note explain argu assert reveal stress suggest \
             indicat recall testify acknowledg admit deny remark show find",
            Strength::Plain,
        ),
        ("confirm verify", Strength::Sure),
    ];
    rows.into_iter().flat_map(|(words, s)| words.split_whitespace().map(move |w| (w, s))).collect()
});

/// Cue forms that are nouns as often as verbs (normal forms): they need a content clause behind them.
pub(super) const AMBIGUOUS_CUES: &[&str] = &[
    "report",
    "reports",
    "claim",
    "claims",
    "state",
    "states",
    "estimate",
    "estimates",
    "note",
    "notes",
    "fear",
    "fears",
    "suspect",
    "suspects",
    "stated",
    "expected",
    "believed",
    "suspected",
    "feared",
    "stress",
    "reported",
    "proved",
    "prove",
    "estimated",
    "accused",
    "alleged",
    "noted",
    "show",
    "shows",
    "showed",
    "find",
    "finds",
    "found",
    "remarks",
    "predicted",
    "suggested",
    "indicated",
    "confirmed",
    "added",
    "announced",
    "written",
    "shown",
];

/// Titles and roles: in front of a name they say that a person speaks; alone they name nobody (stems).
pub(super) static ROLES: LazyLock<HashMap<&str, ()>> = LazyLock::new(|| {
    set(
        "president minister secretary spokesman spokeswoman spokesperson chairman chairwoman chair director chief \
         leader senator sen rep representativ governor gov mayor judg general gen lt col capt captain sgt officer official \
         officials mr mrs ms dr sir lady lord king queen princ princess pope premier chancellor ambassador deputy former \
         prime foreign vice executiv commander head analyst attorney lawyer professor prof editor author reporter \
         journalist critic actor actress singer coach manager police source sources witness expert economist \
         treasurer commissioner speaker congressman congresswoman ceo cfo pm mp",
    )
});

/// Countries and states that a place name is often followed by: a gloss, not news (normal forms).
pub(super) static PLACES: LazyLock<HashMap<&str, ()>> = LazyLock::new(|| {
    set("us usa uk united states kingdom america england scotland wales ireland france germany italy spain \
         portugal russia ukraine china japan india pakistan iran iraq israel syria turkey egypt libya sudan kenya \
         nigeria ethiopia somalia yemen qatar uae arab emirates saudi arabia canada mexico brazil argentina chile \
         colombia venezuela peru cuba australia zealand indonesia philippines thailand vietnam korea north south \
         west east africa europe asia poland netherlands belgium sweden norway finland denmark greece austria \
         switzerland california texas florida new york washington d.c. dc ohio virginia carolina georgia illinois \
         michigan pennsylvania massachusetts minnesota wisconsin arizona colorado nevada oregon utah missouri \
         tennessee louisiana maryland indiana iowa kansas kentucky oklahoma alabama alaska hawaii london paris \
         berlin moscow beijing province county republic")
});

/// Whether a word is a function word.
pub(super) fn is_function(norm: &str) -> bool {
    FUNCTION.contains_key(norm)
}
