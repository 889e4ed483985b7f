"""What a page of rows is elsewhere: a feed of changes, verdicts as ClaimReview."""

import json
import uuid
import xml.etree.ElementTree as xml

from datasette import Response

from . import cells, program

ATOM = "http://www.w3.org/2005/Atom"
CHANGES = {"before", "after", "kinds", "to_captured_at", "ordinal", "article_key"}

#: The address by which verdicts of the program are told apart; without a setting it is taken out again.
PAGE = "https://claim.invalid/{claim}"


def can_be_atom(columns):
    """Whether rows are changes."""
    return CHANGES <= set(columns)


def can_be_claim_review(columns):
    """Whether rows are of claims."""
    return "claim_id" in columns and ("verdict" in columns or "decision" in columns)


def atom(datasette, request, columns, rows, database):
    """A feed with an entry a row; whatever page shows it, an entry has the same id."""
    xml.register_namespace("", ATOM)
    feed = xml.Element(f"{{{ATOM}}}feed")
    rows = [dict(zip(columns, row)) if not hasattr(row, "keys") else dict(row) for row in rows]
    address = datasette.absolute_url(request, request.full_path)
    for name, words in (
        ("id", f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, address)}"),
        ("title", f"What changed in the news: {database}"),
        ("updated", max((moment(row) for row in rows), default="1970-01-01T00:00:00Z")),
    ):
        child(feed, name, words)
    child(feed, "link", rel="self", href=address)
    child(child(feed, "author"), "name", "onrecord")
    for row in rows:
        feed.append(entry(row))
    return Response(xml.tostring(feed, encoding="utf-8", xml_declaration=True), content_type="application/atom+xml; charset=utf-8")


def entry(row):
    """A change as an entry."""
    made = xml.Element(f"{{{ATOM}}}entry")
    known = f"{row['article_key']} {row['to_captured_at']} {row['ordinal']}"
    child(made, "id", f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, known)}")
    kinds = ", ".join(kind.replace("_", " ") for kind in json.loads(row["kinds"] or "[]"))
    child(made, "title", f"{row.get('headline') or row['article_key']}: {kinds}")
    child(made, "updated", moment(row))
    if link := cells.place(row, row["after"] or "") or cells.place(row, "x") and row["url"]:
        child(made, "link", rel="alternate", href=link)
    child(child(made, "author"), "name", row.get("outlet") or "unknown")
    sides = (cells.changed(row, side) or cells.escape(row[side] or "") for side in ("before", "after"))
    child(made, "content", "".join(f"<p>{side}</p>" for side in (*sides, cells.escape(row.get("reason") or "")) if side), type="html")
    return made


def child(of, name, words=None, **attributes):
    """An element inside another; characters that XML has not are left out."""
    made = xml.SubElement(of, f"{{{ATOM}}}{name}", attributes)
    if words is not None:
        made.text = "".join(c for c in str(words) if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff")
    return made


def moment(row):
    """When the newer revision of a change was captured; the first second of time where nobody knows."""
    found = str(row["to_captured_at"] or "")
    return found if len(found) >= 20 else f"{found[:10] or '1970-01-01'}T00:00:00Z"


async def claim_review(datasette, columns, rows, database):
    """The verdicts on the claims of these rows, as the program words them."""
    wanted = {row["claim_id"] if hasattr(row, "keys") else row[columns.index("claim_id")] for row in rows}
    settings = datasette.plugin_config("datasette-onrecord", database=database) or {}
    arguments = ["export", "claimreview", "--page", settings.get("page", PAGE)]
    for name in ("publisher", "publisher-url", "scale"):
        if value := settings.get(name.replace("-", "_")):
            arguments += [f"--{name}", value]
    graph = json.loads(await program.run(datasette, database, arguments))
    number = {settings.get("page", PAGE).replace("{claim}", str(claim)): claim for claim in wanted if claim is not None}
    graph["@graph"] = [review for review in graph["@graph"] if review.get("url") in number]
    for review in graph["@graph"] if "page" not in settings else ():
        del review["url"]
    return Response(json.dumps(graph, indent=2, ensure_ascii=False), content_type="application/ld+json; charset=utf-8")
