//! A whole database as lines for tests, without row numbers and runs: databases that say the same have equal ones.

use super::Store;
use rusqlite::types::ValueRef;

/// What each table holds, by what its rows are known by.
const TABLES: &[(&str, &str)] = &[
    ("outlet", "SELECT name FROM outlet"),
    ("outlet_alias", "SELECT l.name, o.name FROM outlet_alias l JOIN outlet o ON o.id = l.outlet"),
    (
        "article",
        "SELECT a.key, a.url, o.name, a.outlet_named, r.seq FROM article a LEFT JOIN outlet o ON o.id = a.outlet \
         LEFT JOIN revision r ON r.id = a.newest_revision",
    ),
    ("article_url", "SELECT a.key, u.url FROM article_url u JOIN article a ON a.id = u.article"),
    (
        "revision",
        "SELECT a.key, r.seq, r.captured_at, r.published_at, r.modified_at, r.headline, r.byline, r.dateline, r.body, \
         r.format, r.language, r.raw_sha256, r.text_sha256, (SELECT seq FROM revision WHERE id = r.same_text_as), \
         r.found_by, r.warnings, r.alarm, r.alarm_reason, r.extractor FROM revision r JOIN article a ON a.id = r.article",
    ),
    (
        "capture",
        "SELECT a.key, r.seq, c.captured_at, c.place, c.raw_sha256, c.text_sha256, c.http_status, c.etag, \
         c.last_modified, c.error, c.modified_at, c.facts FROM capture c LEFT JOIN article a ON a.id = c.article \
         LEFT JOIN revision r ON r.id = c.revision",
    ),
    ("payload", "SELECT sha256, length, packing, hex(bytes), forgotten IS NULL FROM payload"),
    (
        "exchange",
        "SELECT c.captured_at, c.place, e.ordinal, e.url, hex(e.request), hex(e.response), e.media_type, e.payload \
         FROM exchange e JOIN capture c ON c.id = e.capture",
    ),
    (
        "review",
        "SELECT a.key, v.subject, v.state, v.assignee, (SELECT claim FROM v_claims WHERE claim_id = v.claim), \
         v.quote IS NULL, v.change IS NULL, e.action, e.at, d.action, d.at, d.wording FROM review v \
         JOIN article a ON a.id = v.article JOIN review_event e ON e.id = v.event LEFT JOIN review_event d ON d.id = v.decision",
    ),
    (
        "review_event",
        "SELECT a.key, v.subject, e.action, e.wording, e.seen, e.as_of, e.rating, e.verdict, e.reason, e.evidence, e.note, \
         e.assignee, e.reviewer, e.at FROM review_event e JOIN review v ON v.id = e.review JOIN article a ON a.id = v.article",
    ),
    (
        "speaker",
        "SELECT s.name, s.kind, a.key, s.quotes, s.sure_quotes, s.direct, s.mixed, s.sure_direct, s.sure_mixed \
         FROM speaker s LEFT JOIN article a ON a.id = s.article",
    ),
    (
        "speaker_alias",
        "SELECT s.name, s.kind, l.name, l.key, l.kind, a.key, l.origin FROM speaker_alias l JOIN speaker s ON s.id = l.speaker \
         LEFT JOIN article a ON a.id = l.article",
    ),
    ("speaker_same_as", "SELECT s.name, x.url FROM speaker_same_as x JOIN speaker s ON s.id = x.speaker"),
    (
        "speaker_distinct",
        "SELECT min(s.name, o.name), max(s.name, o.name) FROM speaker_distinct d JOIN speaker s ON s.id = d.speaker \
         JOIN speaker o ON o.id = d.other",
    ),
    (
        "speaker_quote",
        "SELECT a.key, d.key, d.wording, s.name FROM speaker_quote d JOIN article a ON a.id = d.article \
         JOIN speaker s ON s.id = d.speaker",
    ),
    (
        "attribution",
        "SELECT a.key, r.seq, q.ordinal, q.kind, q.content_spans, q.source, q.source_spans, q.cue, q.cue_spans, q.cue_class, \
         q.negated, q.hedge, q.hedge_span, q.in_headline, q.in_lede, (SELECT ordinal FROM attribution WHERE id = q.parent), \
         q.confidence, s.name, s.kind, q.speaker_name, q.speaker_kind, q.speaker_title, q.speaker_affiliation, \
         q.anonymous_class, q.anonymity_reason, q.resolution, q.evidence, q.asserted, q.reported, q.sentence_span, \
         q.attribution_confidence, q.speaker_confidence, q.speaker_justification, q.rejected, q.copied, q.confirmed, \
         q.not_theirs \
         FROM attribution q JOIN revision r ON r.id = q.revision JOIN article a ON a.id = r.article \
         JOIN speaker s ON s.id = q.speaker",
    ),
    (
        "speaker_article",
        "SELECT s.name, s.kind, a.key, p.sure, p.first_seen, p.last_seen, p.titles, p.anonymous_class, p.anonymity_reason \
         FROM speaker_article p JOIN speaker s ON s.id = p.speaker JOIN article a ON a.id = p.article",
    ),
    (
        "statement",
        "SELECT a.key, r.seq, t.ordinal, (SELECT min(x.seq * 100000 + w.ordinal) FROM statement w \
             JOIN revision x ON x.id = w.revision WHERE w.claim = t.claim), \
         (SELECT ordinal FROM attribution WHERE id = t.attribution), t.spans, t.position, t.check_worthiness, t.voice, \
         t.fingerprint, t.wording, t.context_span, c.latest = t.id, c.rejected, c.copied FROM statement t \
         JOIN revision r ON r.id = t.revision JOIN article a ON a.id = r.article JOIN claim c ON c.id = t.claim",
    ),
    (
        "figure",
        "SELECT a.key, r.seq, t.ordinal, f.ordinal, f.start, f.\"end\", f.text, f.canonical FROM figure f \
         JOIN statement t ON t.id = f.statement JOIN revision r ON r.id = t.revision JOIN article a ON a.id = r.article",
    ),
    (
        "correction",
        "SELECT a.key, r.seq, t.ordinal, k.text, k.noted_at FROM correction k JOIN article a ON a.id = k.article \
         JOIN revision r ON r.id = k.revision LEFT JOIN statement t ON t.id = k.statement",
    ),
    (
        "change",
        "SELECT a.key, f.seq, n.seq, c.ordinal, c.kinds, c.severity, c.material, c.reason, c.figures, c.findings, \
         (SELECT text FROM correction WHERE id = c.correction), c.new, c.withdrawn, c.unannounced, \
         (SELECT text FROM correction WHERE id = c.possible_correction), c.before, c.after, c.rejected, \
         (SELECT json_group_array(side || t.ordinal) FROM change_statement b JOIN statement t ON t.id = b.statement \
             WHERE b.change = c.id) \
         FROM change c JOIN article a ON a.id = c.article JOIN revision f ON f.id = c.from_revision \
         JOIN revision n ON n.id = c.to_revision",
    ),
    (
        "article_tally",
        "SELECT a.key, t.revisions, t.quotes, t.sure_quotes, t.sources, t.unnamed, t.with_reason, t.unnamed_quotes, \
         t.unknown_quotes, t.classes, t.changes, t.material_changes, t.high_changes, t.medium_changes, t.low_changes, \
         t.unannounced_changes FROM article_tally t JOIN article a ON a.id = t.article",
    ),
    (
        "copy",
        "SELECT a.key, o.key, c.shared, c.sentences FROM copy c JOIN article a ON a.id = c.article \
         JOIN article o ON o.id = c.original",
    ),
    (
        "topic_claim",
        "SELECT a.key, m.wording, m.fingerprint, m.score, m.origin, m.anchor, m.reviewer, m.decided_at, \
         m.claim IS NULL, (SELECT min(k.key) FROM topic_claim o JOIN article k ON k.id = o.article \
         WHERE o.topic = m.topic) FROM topic_claim m JOIN article a ON a.id = m.article",
    ),
    (
        "annotation",
        "SELECT a.key, r.seq, n.span, n.claim IS NULL, n.known_as, n.url, n.exact, n.prefix, n.suffix, n.text, n.tags, \
         n.creator, n.created_at, n.modified_at, n.place FROM annotation n JOIN article a ON a.id = n.article \
         LEFT JOIN revision r ON r.id = n.revision",
    ),
    (
        "feed",
        "SELECT f.url, f.kind, f.title, p.url, f.etag, f.last_modified, f.asked_at, f.read_at, f.due_at, f.failures, f.error \
         FROM feed f LEFT JOIN feed p ON p.id = f.parent",
    ),
    (
        "watched",
        "SELECT w.key, w.url, f.url, a.key, w.state, w.listed_at, w.changed_at, w.asked_at, w.due_at, w.failures, w.error, \
         w.etag, w.last_modified, (SELECT seq FROM revision WHERE id = w.told) FROM watched w JOIN feed f ON f.id = w.feed \
         LEFT JOIN article a ON a.id = w.article",
    ),
    ("host", "SELECT name, failures, free_at, error FROM host"),
];

/// Every row of every table, sorted.
pub(crate) fn dump(store: &Store) -> Vec<String> {
    let mut lines = Vec::new();
    for (table, sql) in TABLES {
        let mut statement = store.connection.prepare(sql).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values: Vec<String> = (0..columns)
                .map(|n| match row.get_ref(n).unwrap() {
                    ValueRef::Null => "-".to_owned(),
                    ValueRef::Integer(n) => n.to_string(),
                    ValueRef::Real(x) => x.to_string(),
                    ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                    ValueRef::Blob(bytes) => format!("{} bytes", bytes.len()),
                })
                .collect();
            lines.push(format!("{table}: {}", values.join(" | ")));
        }
    }
    lines.sort();
    lines
}

/// The lines that only one of two databases has, for reading.
pub(crate) fn differences(one: &Store, other: &Store) -> String {
    let (one, other) = (dump(one), dump(other));
    let only = |sign: &str, these: &[String], those: &[String]| -> String {
        let mut left = those.to_vec();
        let mut out = String::new();
        for line in these {
            match left.iter().position(|known| known == line) {
                Some(at) => drop(left.swap_remove(at)),
                None => out += &format!("{sign} {line}\n"),
            }
        }
        out
    };
    only("-", &one, &other) + &only("+", &other, &one)
}
