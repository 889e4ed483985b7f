"""Pages: cells, decisions, and other formats, by Datasette's own client."""

import asyncio
import json
import re
import subprocess
import xml.etree.ElementTree as xml
from urllib.parse import unquote

import pytest
from datasette_onrecord import cells

from conftest import opened

ATOM = "{http://www.w3.org/2005/Atom}"


def ask(datasette, method, path, actor=None, **options):
    """An answer; a form goes with the token that the page gives."""
    cookies = {"ds_actor": datasette.sign({"a": actor}, "actor")} if actor else {}

    async def answer():
        client = datasette.client
        if method == "post" and options.pop("token", True):
            shown = await client.get(path, cookies=cookies)
            cookies.update(shown.cookies)
            found = re.search(r'name="csrftoken" value="([^"]+)"', shown.text)
            options["data"]["csrftoken"] = found[1] if found else shown.cookies.get("ds_csrftoken", "")
        return await getattr(client, method)(path, cookies=cookies, **options)

    return asyncio.run(answer())


def review_of(rows, subject, number):
    return rows("SELECT state, decision, reason, reviewer FROM v_reviews WHERE subject = ? AND subject_id = ?", subject, number)


def test_words_that_changed_are_marked(datasette):
    page = ask(datasette, "get", "/sample/v_changes?_sort=change_id&_size=200").text
    assert "<del>" in page and "<ins>" in page
    old, new = cells.marked(["12", " ", "died"], ["14", " ", "died"])
    assert (old, new) == ("<del>12</del> died", "<ins>14</ins> died")


def test_hostile_words_stay_words():
    row = {"before": "<script>a</script>", "after": "<script>b</script>", "url": "javascript:alert(1)"}
    shown = cells.rendered(row, row["after"], "after", "/-/onrecord/sample")
    assert "<script>" not in shown and "<ins>b</ins>" in shown and "href" not in shown
    assert cells.place({"url": 'https://a.example/"><b>'}, "x") and '"><b>' not in cells.rendered(
        {"url": 'https://a.example/"><b>', "quote": "x"}, "x", "quote", "/r")
    assert cells.rendered({"before": "a " * 3000, "after": "b"}, "b", "after", "/r") is None


def test_words_lead_to_their_place(datasette):
    row = {"url": "https://a.example/1", "quote": "It is safe, she-wolves & all", "prefix": "said:", "suffix": "Then"}
    link = cells.place(row, row["quote"])
    assert link == "https://a.example/1#:~:text=said%3A-,It%20is%20safe%2C%20she%2Dwolves%20%26%20all,-Then"
    long = " ".join(map(str, range(40)))
    assert unquote(cells.place({"url": "https://a.example/1#top"}, long)) == "https://a.example/1#top:~:text=0 1 2 3 4,35 36 37 38 39"
    assert cells.place({"url": None}, "x") is None and cells.place({"url": "https://a.example"}, " ") is None
    assert "#:~:text=" in ask(datasette, "get", "/sample/v_quotes?url__notblank=1&_size=100").text


def test_a_quote_is_confirmed_and_rejected(datasette, rows):
    ((quote,),) = rows("SELECT min(quote_id) FROM v_quotes")
    path = f"/-/onrecord/sample/quote/{quote}"
    assert path in ask(datasette, "get", "/sample/v_quotes?_sort=quote_id").text
    jo = {"id": "jo", "name": "Jo Reyes"}
    assert "Nobody has decided on it" in ask(datasette, "get", path, jo).text
    assert ask(datasette, "post", path, jo, data={"action": "confirm"}).status_code == 302
    # The form counts from its page on: this one is older than the confirmation.
    done = ask(datasette, "post", path, jo, data={"action": "reject", "reason": "wrong speaker", "event": "0"})
    assert review_of(rows, "quote", quote) == [("decided", "confirmed", None, "Jo Reyes")]
    ((event,),) = rows("SELECT event_id FROM v_reviews WHERE subject = 'quote'")
    form = {"action": "reject", "reason": "wrong speaker", "note": "--verdict=x", "event": str(event)}
    assert ask(datasette, "post", path, jo, data=form).status_code == 302
    assert review_of(rows, "quote", quote) == [("decided", "rejected", "wrong_speaker", "Jo Reyes")]
    assert rows("SELECT note FROM v_reviews")[0] == ("--verdict=x",)
    assert "rejected (wrong speaker) by Jo Reyes" in ask(datasette, "get", path, jo).text
    assert len(rows("SELECT 1 FROM review_event")) == 2 and done.status_code == 302


@pytest.mark.parametrize("subject, view, reason", [("change", "v_changes", "not a change"), ("claim", "v_claims", "not a claim")])
def test_changes_and_claims_too(datasette, rows, subject, view, reason):
    ((number,),) = rows(f"SELECT min({subject}_id) FROM {view}")
    path = f"/-/onrecord/sample/{subject}/{number}"
    form = {"action": "reject", "reason": reason}
    assert ask(datasette, "post", path, {"id": "root"}, data=form).status_code == 302
    assert review_of(rows, subject, number) == [("decided", "rejected", reason.replace(" ", "_"), "root")]


def test_only_who_may_decides(datasette, database, rows):
    path = "/-/onrecord/sample/quote/1"
    for actor in (None, {"id": "sam"}):
        shown = ask(datasette, "get", path, actor)
        assert "You may look" in shown.text and "<form" not in shown.text.split("<h1>")[1].split("</main>")[0].split("<footer")[0]
        assert ask(datasette, "post", path, actor, data={"action": "confirm"}).status_code == 403
    jo = {"id": "jo"}
    # A form of another site: 0.65 misses its token, 1.0 reads where the browser says that it comes from.
    foreign = {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"}
    assert ask(datasette, "post", path, jo, data={"action": "confirm"}, token=False, headers=foreign).status_code == 403
    for form in ({"action": "delete"}, {"action": "reject", "reason": "--by=Sam"}, {}):
        assert ask(datasette, "post", path, jo, data=form).status_code == 400
    assert rows("SELECT count(*) FROM review_event") == [(0,)]
    hidden = opened(database, tables={"v_quotes": {"allow": {"id": "sam"}}})
    assert [ask(hidden, "get", path, actor).status_code for actor in (jo, {"id": "sam"})] == [403, 200]
    for wrong in ("/-/onrecord/sample/quote/999999", "/-/onrecord/other/quote/1", "/-/onrecord/sample/speaker/1"):
        assert ask(datasette, "get", wrong, jo).status_code == 404


def test_a_program_that_is_not_there_is_told(database, rows):
    lost = opened(database, settings={"program": "/no/onrecord"})
    path, root = "/-/onrecord/sample/quote/1", {"id": "root"}
    answer = ask(lost, "post", path, root, data={"action": "confirm"})
    assert answer.status_code == 302 and "cannot be started" in str(lost.unsign(answer.cookies["ds_messages"], "messages"))
    fixed = opened(immutables=[str(database)])
    assert ask(fixed, "post", path, root, data={"action": "confirm"}).status_code == 403
    assert rows("SELECT count(*) FROM review_event") == [(0,)]


def test_a_feed_of_changes(datasette):
    answer = ask(datasette, "get", "/sample/v_changes.atom?severity=high&_size=20")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = xml.fromstring(answer.content)
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 20 and len({e.findtext(f"{ATOM}id") for e in entries}) == 20
    assert any("<ins>" in e.findtext(f"{ATOM}content") for e in entries)
    other = xml.fromstring(ask(datasette, "get", "/sample/v_changes.atom?severity=high&_size=5&_sort=change_id").content)
    every = xml.fromstring(ask(datasette, "get", "/sample/v_changes.atom?_size=max").content)
    ids = {e.findtext(f"{ATOM}id") for e in every.findall(f"{ATOM}entry")}
    assert {e.findtext(f"{ATOM}id") for e in other.findall(f"{ATOM}entry")} <= ids
    assert ".atom" not in ask(datasette, "get", "/sample/v_quotes").text


def test_verdicts_as_claim_review(database, program, datasette):
    for claim in ("2", "3"):
        command = [program, "--db", database, "review", claim, "--verdict", "It says so.", "--rating", "true", "--by", "Jo"]
        subprocess.run(command, check=True, capture_output=True)
    everything = ask(datasette, "get", "/sample/v_reviews.claimreview").json()
    one = ask(datasette, "get", "/sample/v_reviews.claimreview?claim_id=3").json()
    assert [len(found["@graph"]) for found in (everything, one)] == [2, 1]
    assert one["@graph"][0]["@type"] == "ClaimReview" and "url" not in one["@graph"][0] and "invalid" not in json.dumps(everything)
    paged = {"program": str(program), "page": "https://check.example/{claim}", "publisher": "Port Check"}
    other = opened(database, settings=paged)
    review = ask(other, "get", "/sample/v_reviews.claimreview?claim_id=3").json()["@graph"][0]
    assert review["url"] == "https://check.example/3" and review["author"]["name"] == "Port Check"
