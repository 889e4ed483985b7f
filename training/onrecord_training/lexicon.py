"""Word lists of the augmentation."""

AMERICAN_TO_BRITISH = dict(
    pair.split(":") for pair in """
    color:colour colors:colours colored:coloured favor:favour favors:favours favored:favoured favorite:favourite
    favorites:favourites honor:honour honors:honours honored:honoured labor:labour neighbor:neighbour
    neighbors:neighbours neighborhood:neighbourhood behavior:behaviour rumor:rumour rumors:rumours harbor:harbour
    endeavor:endeavour humor:humour vigor:vigour candor:candour center:centre centers:centres centered:centred
    theater:theatre theaters:theatres meter:metre meters:metres fiber:fibre caliber:calibre defense:defence
    offense:offence license:licence pretense:pretence program:programme programs:programmes traveled:travelled
    traveling:travelling traveler:traveller travelers:travellers canceled:cancelled canceling:cancelling
    labeled:labelled labeling:labelling modeled:modelled signaled:signalled signaling:signalling fueled:fuelled
    counseled:counselled quarreled:quarrelled marshaled:marshalled skeptical:sceptical skeptics:sceptics
    skeptic:sceptic skepticism:scepticism gray:grey catalog:catalogue dialog:dialogue aging:ageing
    judgment:judgement acknowledgment:acknowledgement fulfill:fulfil enroll:enrol enrollment:enrolment
    maneuver:manoeuvre maneuvers:manoeuvres aluminum:aluminium airplane:aeroplane mom:mum check:cheque plow:plough
    pajamas:pyjamas tire:tyre tires:tyres jewelry:jewellery learned:learnt dreamed:dreamt spelled:spelt toward:towards
    afterward:afterwards while:whilst among:amongst ax:axe artifact:artefact cozy:cosy
    """.split()
)
for word in ("check", "tire", "tires", "learned", "while", "among"):  # as often another word, or too rare a habit
    del AMERICAN_TO_BRITISH[word]

REPORTING_VERBS = {
    "said": """stated noted added stressed insisted emphasised emphasized claimed argued explained remarked maintained
    reiterated underlined underscored cautioned countered complained observed asserted affirmed contended suggested
    declared conceded commented opined replied responded recalled tweeted posted wrote told\u00a0reporters confirmed
    confided admitted lamented quipped concluded""".split(),
    "says": """states notes adds stresses insists emphasises claims argues explains maintains reiterates cautions
    contends suggests writes recalls believes warns predicts concludes tells\u00a0me reckons""".split(),
    "told": ["informed", "assured", "reminded", "warned", "advised"],
    "emphasized": ["emphasised"], "criticized": ["criticised"], "recognized": ["recognised"],
}
REPORTING_VERBS = {k: [v.replace("\u00a0", " ") for v in vs] for k, vs in REPORTING_VERBS.items()}

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

PLACES = """London Paris Berlin Nairobi Lagos Accra Johannesburg Cairo Ankara Tehran Kabul Delhi Mumbai Dhaka Beijing
Tokyo Seoul Manila Jakarta Sydney Melbourne Wellington Toronto Ottawa Caracas Bogotá Lima Santiago Brasília Madrid
Lisbon Rome Athens Warsaw Kyiv Moscow Dublin Edinburgh Cardiff Belfast Stockholm Oslo Geneva Brussels Kenya Nigeria
Ghana India Pakistan Japan Brazil Chile Venezuela Ukraine Poland Scotland Wales Ireland Australia Canada Yorkshire
Manchester Leeds Ontario Queensland Gaza Damascus""".split()

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
