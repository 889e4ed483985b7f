"""In Chromium: marks are seen, a link leads to the words, and a decision is made with two clicks."""

import json
import shutil
import socket
import subprocess
import sys
import time

import pytest

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture
def server(database, settings, tmp_path):
    """An address that signs in the user root; the server decides in the sample."""
    (tmp_path / "metadata.json").write_text(json.dumps({"plugins": {"datasette-onrecord": settings}}))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "datasette", str(database), "-m", str(tmp_path / "metadata.json"), "--root", "--port", str(port)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    address = running.stdout.readline().strip()
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
            time.sleep(0.1)
    yield address
    running.terminate()
    running.wait(timeout=30)


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")
def test_a_checker_looks_and_decides(server, rows):
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(server)
        base = server.split("/-/")[0]
        page.goto(f"{base}/sample/v_changes?severity=high&_sort=change_id")
        assert page.locator("td ins").first.is_visible() and page.locator("td del").first.is_visible()
        page.locator("td.col-change_id a").first.click()
        page.get_by_label("Reason").select_option("wrong kind")
        page.get_by_label("Note").fill("It was <b>rounded</b>.")
        page.get_by_role("button", name="Reject").click()
        assert "written down" in page.locator("body").inner_text()
        assert "rejected (wrong kind) by root" in page.locator("#state").inner_text()
        page.get_by_role("button", name="Take the decision back").click()
        assert "open" in page.locator("#state").inner_text()
        page.goto(f"{base}/sample/v_quotes?url__notblank=1")
        assert "#:~:text=" in page.locator('td.col-quote a[rel="noreferrer"]').first.get_attribute("href")
        browser.close()
    assert rows("SELECT note FROM review_event ORDER BY id")[0] == ("It was <b>rounded</b>.",)
