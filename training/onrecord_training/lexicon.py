"""Word lists of the augmentation."""

from pathlib import Path

# The tables that the program reads, too.
ENGLISH = Path(__file__).resolve().parents[2] / "src" / "english" / "data"


def table(name):
    """The lines of a table of English, cut at their tabs."""
    lines = (ENGLISH / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def tags():
    """For each lemma of the lexicon its tags and their values."""
    return {lemma: dict(tag.partition("=")[::2] for tag in row.split(" ")) for lemma, row in table("lexicon.tsv")}


def regular(lemma, ending):
    """A regular form of a verb or noun: "s", "ed" or "ing"."""
    if lemma.endswith("e") and ending != "s":
        return lemma[:-1] + ending
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou" and ending != "ing":
        return lemma[:-1] + ("ies" if ending == "s" else "ied")
    if ending == "s" and lemma.endswith(("s", "x", "z", "ch", "sh")):
        return lemma + "es"
    return lemma + ending


IRREGULAR = {
    (lemma, kind): form
    for form, letter, lemma, kinds in table("exceptions.tsv") if letter == "v" for kind in kinds.split(",")
}


def past(lemma):
    """The past of a verb."""
    return IRREGULAR.get((lemma, "past")) or regular(lemma, "ed")


def american_to_british():
    """American forms and the British ones."""
    pairs = {}
    for british, american in table("spellings.tsv"):
        if american not in pairs and british.isalpha() and american.isalpha():
            pairs[american] = british
            pairs.update((regular(american, e), regular(british, e)) for e in ("s", "ed", "ing"))
    for (lemma, kind), form in IRREGULAR.items():  # "traveled", "travelled"
        ending = {"past": "ed", "gerund": "ing"}.get(kind)
        if ending and lemma.endswith("l") and form == lemma + "l" + ending:
            pairs[lemma + ending] = form
    return {american: british for american, british in pairs.items() if american not in OTHER_WORDS}


# As often another word in American, too, or stressed on their last syllable, where both double the letter.
OTHER_WORDS = {
    w + ending
    for w in """check tire meter story draft curb program inquire disk ton jail plow compel expel propel repel excel rebel control
    patrol enrol extol annul dispel impel lapel cartel hotel adviser license practice""".split()
    for ending in ("", "s", "ed", "ing")
}


def reporting_verbs():
    """For "said" and "says" what may stand in their place: verbs that report a clause."""
    def reports(row):
        clause = row.get("report") in ("plain", "doubting") and row.get("thing") != "mostly"
        return clause and row.get("cue") in ("say", "assert", "warn")
    verbs = [lemma for lemma, row in tags().items() if reports(row) and "_" not in lemma and lemma not in NO_VERBS]
    said = {past(v) for v in verbs} - {"said"}
    says = {regular(v, "s") for v in verbs} - {"says"}
    return {"said": sorted(said) + ["told reporters"], "says": sorted(says) + ["tells me"], "told": TOLD}


# Nouns of reporting, and verbs that want somebody who is told.
NO_VERBS = {"announcement", "statement", "contention", "assertion", "confirmation", "tell", "speak", "read", "accord", "show"}
TOLD = ["informed", "assured", "reminded", "warned", "advised"]

AMERICAN_TO_BRITISH = american_to_british()
REPORTING_VERBS = reporting_verbs()


def names_of_places():
    """Countries, their capitals and towns of one word, as they are written."""
    places = []
    for (line,) in table("places.txt"):
        names, _, capitals = (line.split(":") + ["", ""])[:3]
        places += names.split()[:1] + capitals.split()
    towns = [word for line in table("towns.txt") for word in line[0].split()]
    return sorted({word.capitalize() for word in places + towns if word.isalpha() and len(word) > 3})


PLACES = names_of_places()

FIRST_NAMES = """Amara Chidi Kwame Fatima Yusuf Ngozi Thabo Zanele Aisha Omar Leila Hassan Mehmet Elif Ravi Priya Arjun
Sunita Imran Nadia Wei Mei Hiroshi Yuki Minjun Soojin Linh Nguyen Somchai Dewi Budi Maria José Carlos Lucía Mateo
Valentina João Beatriz Pierre Camille Jean Hans Greta Lars Ingrid Sven Olga Dmitri Katarzyna Piotr Zoltán Andrei
Ioana Giulia Marco Sofia Nikos Eleni Siobhan Liam Fergus Rhys Megan Oliver Emily Harry Charlotte Jack Isla Ewan
Matiu Aroha Keir Angela Emmanuel Jacinda Narendra Cyril Volodymyr Laura Francis Delcy Diosdado Vladimir Xavier
Andrew Susan Michael Jennifer David Karen Robert Linda James Patricia John Mary""".split()

LAST_NAMES = """Okafor Mensah Adeyemi Nkosi Dlamini Abebe Kamau Diallo Haddad Nasser Khoury Yilmaz Demir Sharma Patel
Singh Gupta Chaudhry Khan Rahman Wang Li Zhang Tanaka Sato Kim Park Tran Pham Suharto Widodo Reyes Santos García
Rodríguez Fernández Silva Oliveira Costa Dubois Lefèvre Moreau Müller Schmidt Fischer Andersson Hansen Nielsen
Virtanen Ivanov Petrov Kowalski Nowak Horváth Popescu Rossi Bianchi Papadopoulos Murphy O’Brien Kelly Davies Evans
Campbell Stewart McDonald Whitaker Thornbury Ashworth Starmer Macron Merkel Modi Ramaphosa Zelensky Ardern Trudeau
Donovan Humire Dogu Cabello Padrino Wright Maduro Perez Smith Jones Brown Taylor Wilson Clark Walker Young""".split()

ORGANISATIONS = """Labour Conservative Liberal Congress Reuters Parliament Interpol Oxfam Toyota Siemens Petrobras
Nestlé Unilever Barclays Samsung Shell Airbus Microsoft Greenpeace NATO WHO Unicef Hezbollah Fatah Likud BJP ANC
Fidesz Syriza Arsenal Juventus FIFA UEFA""".split()

NAMES_IN_CORPUS = {
    **dict.fromkeys("Donald Hillary Bernie Ted Marco Barack Jeb Mike Paul Bill Ben Chris John Tim Mitt Joe Elizabeth Kevin".split(), "first"),
    **dict.fromkeys(
        """Trump Clinton Sanders Cruz Rubio Obama Bush Kasich Carson Ryan Pence Kaine Warren Romney McConnell Biden Christie
        Fiorina Comey Priebus Manafort Lewandowski Conway Gingrich Giuliani Sessions Pelosi Reid Johnson Stein Walker
        Huckabee Santorum Graham Lynch Podesta Abedin Mook Wasserman Hayes O’Malley Webb""".split(), "last"),
    **dict.fromkeys("Washington Iowa Ohio Florida Texas Nevada Wisconsin Michigan Pennsylvania America Cleveland Philadelphia".split(), "place"),
    **dict.fromkeys("Republican Democratic GOP Senate FBI CNN Fox MSNBC".split(), "organisation"),
}

PREPOSITIONAL = [
    "in a separate post by the {place} embassy", "in a statement released by {body}", "in a post on social media",
    "in an interview with {body}", "at a news conference in {place}", "during a visit to {place}", "on Thursday",
    "in a letter to {last}", "in a report published on Monday", "after talks with {last} in {place}",
    "in a speech to supporters in {place}", ", speaking in {place},", ", who visited {place} last week,",
    "in an email to the agency", "on the sidelines of a summit in {place}", "through a spokesperson for {body}",
]

METADATA_LINES = [
    "(Reporting by {first} {last} and {first2} {last2}; Editing by {last} {last2})",
    "(Reporting by {first} {last} in {place}; Writing by {first2} {last2}; Editing by {first} {last2})",
    "Reporting by {first} {last}, editing by {first2} {last2}", "Additional reporting by {first} {last} in {place}.",
    "By {first} {last}", "By {first} {last}, {body} correspondent in {place}", "BY {first} {last} AND {first2} {last2}",
    "By {first} {last} and {first2} {last2} | {monthname} {day}, {year}", "date {year}-{month:02}-{day:02}",
    "{year}-{month:02}-{day:02}", "Date: {day} {monthname} {year}", "Published {day} {monthname} {year}",
    "Published: {hour:02}:{n:02} GMT", "Updated {monthname} {day}, {year} at {hour}:{n:02} p.m.", "Last modified on {day} {monthname} {year}",
    "{n} minutes ago", "Advertisement", "Read more: {first} {last} in {place}", "Related: What we know about {body}",
    "Share this article", "Image: {first} {last} / {body}", "Photograph: {first} {last}/{body}", "Image caption {first} {last} in {place}",
    "Picture by {first} {last}", "Source: {body}", "Follow {first} {last} on Twitter", "Sign up to our newsletter",
    "Contact {first}.{last}@example.org", "Tags: {place}, {body}, {last}", "Topics: {body}", "© {year} {body}. All rights reserved.",
    "This article was amended on {day} {monthname} {year}.", "Copyright {year} {body}", "PLACE: {place}", "{n} comments", "Video",
    "The writer is a correspondent in {place}.", "First published in {body}, {monthname} {year}", "Video by {first} {last}",
]

BYLINES = [
    "{PLACE} (Reuters) - ", "{PLACE} — ", "{PLACE} – ", "{PLACE}, {monthname} {day} (AP) — ", "{PLACE} (AFP) – ", "{PLACE}: ",
    "{place}, {day} {monthname} - ", "date {year}-{month:02}-{day:02} ", "{monthname} {day}, {year} ", "By {first} {last} ",
    "({body}) — ", "{day} {monthname} {year} ", "({PLACE}) ", "{year}-{month:02}-{day:02} ",
]
