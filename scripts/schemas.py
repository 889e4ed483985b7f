#!/usr/bin/env python3
"""Feeds, annotations and claim reviews in a folder against the schemas of their formats; scripts/live runs it.

usage: scripts/schemas.py FOLDER

Atom is held against a RELAX NG schema, JSON Feed, annotations and claim reviews against JSON schemas; all are in tests/schemas,
written from the specifications, since no package brings those of the formats along. feedparser reads the Atom feed, and
annotations are expanded as JSON-LD, so that no name is lost. What each schema must refuse is tried, too.
"""

import copy
import json
import pathlib
import sys

import feedparser
import jsonschema
from lxml import etree
from pyld import jsonld

SCHEMAS = pathlib.Path(__file__).resolve().parent.parent / "tests" / "schemas"


def refused(schema, document, *path):
    """Whether a schema refuses a document in which the last of a path is missing."""
    broken = copy.deepcopy(document)
    *above, last = path
    part = broken
    for key in above:
        part = part[key]
    del part[last]
    return not schema.is_valid(broken)


def own(name):
    """A schema of this project, which knows formats."""
    schema = json.loads((SCHEMAS / name).read_text())
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


def atom(folder):
    """The feed as Atom; it says where it lies."""
    schema = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
    feed = etree.parse(folder / "feed.atom")
    schema.assertValid(feed)
    assert len(feed.findall("{*}entry")) > 2, "too few entries"
    for missing in ("{*}id", "{*}updated", "{*}author", "{*}link", "{*}entry/{*}title", "{*}entry/{*}content"):
        broken = copy.deepcopy(feed)
        for element in broken.findall(missing):
            element.getparent().remove(element)
        # An entry without content needs a link.
        if missing.endswith("content"):
            for element in broken.findall("{*}entry/{*}link"):
                element.getparent().remove(element)
        assert not schema.validate(broken), f"a feed without {missing} is taken"
    read = feedparser.parse((folder / "feed.atom").read_bytes())
    assert not read.bozo and len({entry.id for entry in read.entries}) == len(read.entries), read.get("bozo_exception")
    assert [link.href for link in read.feed.links if link.rel == "self"] == ["https://desk.example/feed.atom"], read.feed.links


def json_feed(folder):
    """The feed as JSON Feed 1.1."""
    schema = own("json-feed.schema.json")
    feed = json.loads((folder / "feed.json").read_text())
    schema.validate(feed)
    assert feed["feed_url"] == "https://desk.example/feed.json" and len(feed["items"]) > 2, feed
    for path in (("title",), ("items", 0, "id"), ("items", 0, "content_html")):
        assert refused(schema, feed, *path), f"a feed without {path} is taken"


def annotations(folder):
    """Quotes as annotations, by the model and as linked data."""
    schema = own("web-annotation.schema.json")
    document = json.loads((folder / "quotes.jsonld").read_text())
    schema.validate(document)
    items = document["first"]["items"]
    assert document["total"] == len(items) > 9, document["total"]
    assert len({item["id"] for item in items}) == len(items), "two annotations have one id"
    for path in (("first", "items", 0, "target"), ("total",), ("first", "items", 0, "target", 0, "source")):
        assert refused(schema, document, *path), f"a collection without {path} is taken"
    terms = json.loads((SCHEMAS / "anno-terms.jsonld").read_text())
    answer = {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": document["@context"], "document": terms}
    expanded = jsonld.expand(document, {"documentLoader": lambda url, _: {document["@context"]: answer}[url]})
    lost = names(document) - names(expanded)
    assert lost == 1, f"{lost} names are lost in JSON-LD, not @context alone"


def names(value):
    """How many names of properties a document has; lists and values of JSON-LD are wrapped, which does not count."""
    if isinstance(value, list):
        return sum(map(names, value))
    if not isinstance(value, dict):
        return 0
    if "@value" in value or set(value) == {"@id"}:
        return 0
    wrapped = set(value) == {"@list"}
    return sum(map(names, value.values())) + (0 if wrapped else len(value))


def claim_reviews(folder):
    """Verdicts as Google requires them."""
    schema = own("claim-review.schema.json")
    document = json.loads((folder / "reviews.jsonld").read_text())
    schema.validate(document)
    for key in ("claimReviewed", "reviewRating", "url"):
        assert refused(schema, document, "@graph", 0, key), f"a review without {key} is taken"


if __name__ == "__main__":
    for check in (atom, json_feed, annotations, claim_reviews):
        check(pathlib.Path(sys.argv[1]))
