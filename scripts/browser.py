"""The report and the desk in a real browser: what an editor does there, and that nothing leaves this machine.

usage: browser.py pages CHROMIUM ADDRESS REPORT [FOLDER]
       browser.py verdict|morning CHROMIUM ADDRESS
       browser.py hostile CHROMIUM ADDRESS REPORT

ADDRESS is what `onrecord serve` printed. For `pages` it and REPORT, a page of `onrecord report`, are of the sample corpus;
with FOLDER, pictures of the pages at 1280 and 390 pixels are kept there, to be looked at. `verdict` decides on a story of
which the first revision is there, `morning` comes back when the second is. `hostile` looks at a story full of markup,
whose script would set `window.taken`.
"""

import pathlib
import sys
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

WIDTHS = (1280, 390)
SERIOUS = ("serious", "critical")

# A machine that does other work, too, is slow.
expect.set_options(timeout=30_000)
PAGES = {
    "inbox": "/",
    "articles": "/articles",
    "article": "/articles/7",
    "compare": "/articles/7/compare/1/2",
    "change": "/changes/3",
    "claim": "/claims/5",
    "quote": "/quotes/9",
    "speakers": "/speakers",
    "search": "/search?q=homes",
    "matches": "/claims/5/matches",
    "topics": "/topics",
    "verify": "/verify",
}


def accessible(page, name):
    """No fault that axe calls serious, in light and in dark."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        faults = [fault for fault in Axe().run(page).response["violations"] if fault["impact"] in SERIOUS]
        told = [(fault["id"], [node["html"][:120] for node in fault["nodes"][:3]]) for fault in faults]
        assert not faults, f"{name}, {scheme}: {told}"
    page.emulate_media(color_scheme="light")


def fits(page, name):
    """Nothing is cut off or scrolls sideways on a narrow screen."""
    page.set_viewport_size({"width": 360, "height": 800})
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360, f"{name}: {wide} pixels wide on a screen of 360"
    page.set_viewport_size({"width": 1280, "height": 900})


def pictures(page, name, folder):
    """Pictures to look at."""
    for width in WIDTHS if folder else ():
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=str(folder / f"{name}-{width}.png"), full_page=True)


def report(page, path, folder):
    """The report sorts, filters and reads without script, too."""
    page.goto(path.as_uri())
    stories = page.locator("ol.stories > li")
    all_stories = stories.count()
    assert all_stories == 9, f"{all_stories} stories"
    page.get_by_label("Words").fill("pool")
    expect(page.locator("ol.stories > li:visible")).to_have_count(1)
    expect(page.locator("article:visible")).to_have_count(1)
    page.get_by_label("Words").fill("")
    page.get_by_label("Order").select_option("headline")
    told = [story.get_attribute("data-words") for story in stories.all()]
    assert told == sorted(told), f"not by headline: {told}"
    accessible(page, "report")
    fits(page, "report")
    pictures(page, "report", folder)


def desk(page, address, folder):
    """Every page of the desk is accessible, fits a narrow screen and reaches nothing but the desk."""
    page.goto(address)
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(address))
    assert page.url == f"{origin}/", f"the token stays in the address: {page.url}"
    for name, place in PAGES.items():
        page.goto(origin + place)
        accessible(page, name)
        fits(page, name)
        pictures(page, name, folder)
    return origin


def keys(page, origin):
    """Letters lead to pages, j and k through rows, Enter opens."""
    page.goto(origin + "/")
    page.keyboard.press("a")
    expect(page.locator("h1")).to_have_text("Articles")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("tr.here")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{origin}/articles/8")
    page.keyboard.press("?")
    expect(page.locator("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.get_by_label("Words").fill("homes")
    page.keyboard.press("Enter")
    expect(page.locator("table.listing tbody tr").first).to_be_visible()


def verdict(page, origin):
    """A checker gives a verdict on a claim, and says that a quote is none."""
    page.goto(origin + "/claims?q=roof+alone")
    page.locator("table.listing a").first.click()
    page.get_by_label("Your name").fill("Jo")
    page.get_by_label("Verdict, in words").fill("The council's own survey says £2.3m.")
    page.get_by_label("Rating").fill("true")
    page.get_by_role("button", name="Give verdict").click()
    expect(page.locator("section.review")).to_contain_text("decided")
    expect(page.locator("section.review")).to_contain_text("The council's own survey says")
    page.goto(origin + "/quotes")
    before = page.locator("table.listing tbody tr").count()
    page.locator("table.listing a").first.click()
    expect(page.get_by_label("Your name")).to_have_value("Jo")
    page.get_by_label("Reason to reject it").select_option("wrong words")
    page.get_by_role("button", name="Reject").click()
    expect(page.locator("section.review")).to_contain_text("wrong words")
    page.goto(origin + "/quotes")
    expect(page.locator("table.listing tbody tr")).to_have_count(before - 1)


def morning(page, origin):
    """The claim that was checked has changed: it is the first thing in the inbox; the change is seen, a new verdict given."""
    page.goto(origin + "/")
    first = page.locator("table.listing tbody tr").first
    expect(first).to_contain_text("stale")
    first.locator("a").first.click()
    review = page.locator("section.review")
    expect(review).to_contain_text("stale")
    expect(review.locator("ins").first).to_contain_text("at least")
    page.get_by_label("Your name").fill("Jo")
    page.get_by_label("Verdict, in words").fill("At least £2.3m is what the survey says, too.")
    page.get_by_label("Rating").fill("true")
    page.get_by_role("button", name="Give verdict").click()
    expect(review).to_contain_text("At least £2.3m")
    page.goto(origin + "/?state=stale")
    expect(page.locator("table.listing tbody tr")).to_have_count(0)


def hostile(page, origin, path):
    """A story full of markup is nothing but text, on every page that shows it, and in the report."""
    page.on("dialog", lambda dialog: dialog.dismiss())
    places = ["/", "/articles", "/articles/1", "/articles/1/compare/1/2", "/changes", "/changes/1", "/claims", "/claims/1"]
    places += ["/quotes", "/quotes/1", "/speakers", "/search?q=taken", "/claims/1/matches"]
    for address in [origin + place for place in places] + [pathlib.Path(path).as_uri()]:
        page.goto(address)
        expect(page.locator("body")).to_contain_text("<script>window.taken") if "articles/1" in address else None
        assert page.evaluate("window.taken === undefined"), f"a script of the story ran on {address}"
        foreign = page.locator("img, iframe, object, embed, a[href^='javascript']")
        assert foreign.count() == 0, f"markup of the story stands on {address}: {foreign.first.evaluate('e => e.outerHTML')}"


def pages(play, page, chromium, address, path, folder=None):
    """The report, and every page of the desk."""
    folder = pathlib.Path(folder) if folder else None
    report(page, pathlib.Path(path), folder)
    keys(page, desk(page, address, folder))
    plain(play, chromium, path)


def plain(play, chromium, path):
    """Without script the report is whole."""
    browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(pathlib.Path(path).as_uri())
    assert page.locator("article").count() == 9
    browser.close()


def main():
    what, chromium, address, *rest = sys.argv[1:]
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(60_000)
        asked, said = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        if what == "pages":
            pages(play, page, chromium, address, *rest)
        else:
            page.goto(address)
            step = {"verdict": verdict, "morning": morning, "hostile": hostile}[what]
            step(page, "{0.scheme}://{0.netloc}".format(urlsplit(address)), *rest)
        foreign = [url for url in asked if urlsplit(url).hostname not in (None, "", urlsplit(address).hostname)]
        assert not foreign, f"asked beyond the desk: {foreign}"
        assert not said, f"the browser complains: {said}"
        browser.close()


if __name__ == "__main__":
    main()
