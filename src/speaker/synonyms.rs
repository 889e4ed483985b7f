//! Synonyms: other words for one office, kind of organisation or document.

use super::words::among;

/// Words for one office, with single spaces between.
pub(super) fn synonyms(word: &str) -> &'static str {
    match word {
        "senator" => "sen senators",
        "congressman" | "congresswoman" | "representative" => "rep congressman congresswoman representative",
        "lawmaker" | "legislator" => {
            "sen rep senator congressman congresswoman representative assemblyman delegate del legislator"
        }
        "governor" => "gov",
        "nominee" | "candidate" | "contender" | "hopeful" => {
            "nominee candidate contender hopeful frontrunner front-runner"
        }
        "republican" | "gop" => "r gop republican",
        "democrat" | "democratic" => "d democrat democratic",
        "independent" => "i",
        "spokesman" | "spokeswoman" | "spokesperson" => "spokesman spokeswoman spokesperson press",
        "professor" => "prof professor",
        "general" => "gen",
        "chief" => "commissioner head",
        "commissioner" => "chief",
        "businessman" | "mogul" | "developer" => "businessman mogul billionaire developer tycoon",
        "billionaire" => "mogul tycoon businessman",
        "attorney" | "lawyer" => "attorney lawyer counsel",
        "leader" => "chairman head",
        "chairman" | "chairwoman" | "chair" => "chairman chair chairwoman head helmed",
        "scientist" | "researcher" => "scientist researcher professor",
        "author" | "writer" => "author writer novelist",
        "filmmaker" | "director" => "filmmaker director",
        "doctor" | "physician" => "doctor physician dr",
        "boss" => "head chief president executive",
        "judge" => "justice magistrate",
        "member" => "rep congressman congresswoman sen",
        "editor" => "editor-in-chief",
        "pontiff" => "pope",
        "monarch" | "sovereign" => "king queen",
        "surrogate" | "ally" => "ally surrogate supporter",
        _ => "",
    }
}

/// Whether a word says that somebody held an office before.
pub(super) fn is_former(word: &str) -> bool {
    matches!(
        word,
        "former" | "ex" | "past" | "onetime" | "one-time" | "retired" | "late" | "previous" | "predecessor"
    ) || word.starts_with("ex-")
}

/// Words in the names of such organisations, with single spaces between.
pub(super) fn kinds_of_organization(noun: &str) -> &'static str {
    match noun {
        "agency" => "agency administration bureau office service services investigations",
        "company" | "firm" | "corporation" => {
            "inc corp co ltd llc plc company energy industries airlines holdings motors partners"
        }
        "authority" => "authority council",
        "broadcaster" => "broadcasting channel media network news radio television tv",
        "brewer" | "brewery" => "ales beer brewery brewing",
        "charity" => "aid appeal foundation fund hospice mission relief society trust",
        "club" => "albion athletic city county fc rangers rovers town united wanderers",
        "contractor" => "building construction contracting engineering services works",
        "force" => "constabulary police",
        "landlord" => "estates homes housing lettings properties property rentals",
        "party" => "alliance congress democrats front greens labour league liberals movement party",
        "bank" | "lender" => "banca banco bank banque building fargo sachs",
        "airline" | "carrier" => "air airline airlines airways aviation jet wings",
        "utility" => "electric electricity energy gas grid light power water",
        "insurer" => "assurance insurance mutual life",
        "automaker" | "carmaker" => "auto automotive car cars motor motors",
        "studio" => "entertainment film films pictures studios",
        "publisher" => "books house media press publishing",
        "operator" | "railway" => {
            "airports bus buses energy ferries ferry gas grid power rail railway railways services trains transit water"
        }
        "regulator" | "watchdog" => {
            "agency authority administration board bureau commission commissioner council inspectorate office"
        }
        "newspaper" | "paper" | "tabloid" => {
            "advertiser argus bee chronicle courier daily dispatch echo examiner gazette globe guardian herald inquirer \
             journal mail mercury mirror observer post register sentinel standard star sun telegraph times tribune"
        }
        "magazine" => "magazine review weekly",
        "network" | "channel" => "news channel network tv television radio",
        "panel" => "committee commission subcommittee council",
        "union" => "union association federation guild teamsters brotherhood workers",
        "group" => "association council coalition society foundation alliance fund union center institute",
        "department" => "department dept",
        "tank" | "thinktank" => "institute center centre foundation council",
        "school" | "college" => "university college school academy",
        "organization" | "organisation" => "organization organisation association foundation society",
        _ => "",
    }
}

/// Whether two nouns may be said of one body: "airline", "carrier".
pub(super) fn are_one_kind(one: &str, other: &str) -> bool {
    const SETS: &[&str] = &[
        "airline carrier",
        "automaker carmaker manufacturer",
        "bank lender",
        "brewer brewery",
        "broadcaster channel network station",
        "charity foundation nonprofit",
        "chipmaker manufacturer",
        "club side team",
        "authority council",
        "drugmaker manufacturer",
        "gallery museum",
        "newspaper paper publication tabloid",
        "agency authority commission quango regulator watchdog",
        "chain grocer retailer supermarket",
        "operator supplier utility",
        "start-up startup",
    ];
    one == other || SETS.iter().any(|set| among(one, set) && among(other, set))
}

/// Nouns for one document, with single spaces between.
pub(super) fn kinds_of_document(noun: &str) -> &'static str {
    const SETS: &[&str] = &[
        "ad ads commercial spot video clip footage recording advertisement",
        "poll survey polls polling",
        "report study research analysis paper survey review findings",
        "lawsuit suit complaint filing",
        "article story piece column editorial",
        "post tweet posting message",
        "film documentary movie",
        "letter note missive",
        "bill legislation measure law act",
    ];
    SETS.iter().find(|set| among(noun, set)).copied().unwrap_or_default()
}
