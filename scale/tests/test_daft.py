"""Daft on one machine and on Ray: a web archive in, the program's rows out."""

import gzip
import subprocess
import sys

import pytest
from onrecord import engines

from conftest import HERE, extracted, rows

PAGE = (
    "<html><head><title>Pumps fail</title></head><body><article><h1>Pumps fail</h1><p>The pumps of the “Königin” had failed, "
    "deckhand Abel Orr said on Monday, and nobody had looked at them since the spring.</p><p>Nobody answered at the yard.</p>"
    "</article></body></html>"
)


def response(body, *headers, status="200 OK"):
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode() + body


HTML = "Content-Type: text/html; charset=utf-8"
UTF8 = PAGE.encode()
RESPONSES = [
    response(UTF8, HTML),
    response(gzip.compress(UTF8), HTML, "Content-Encoding: gzip"),
    response(b"%x\r\n%s\r\n0\r\n\r\n" % (len(UTF8), UTF8), HTML, "Transfer-Encoding: chunked"),
    response(PAGE.encode("cp1252"), "Content-Type: text/html; charset=windows-1252"),
    response(PAGE.replace("<title>", "<meta charset=windows-1252><title>").encode("cp1252"), "Content-Type: text/html"),
    response(b"not there", HTML, status="404 Not Found"),
    response(b"\x89PNG", "Content-Type: image/png"),
    response(gzip.compress(UTF8)[:40], HTML, "Content-Encoding: gzip"),
    response(b"zz\r\nno chunk", HTML, "Transfer-Encoding: chunked"),
    b"no response at all",
    b"",
]
GOOD = 5


def archive(path, site="coast.example"):
    """A web archive with these responses, each packed by itself."""
    with open(path, "wb") as out:
        for number, block in enumerate(RESPONSES):
            head = [
                "WARC/1.0", "WARC-Type: response", f"WARC-Target-URI: https://{site}/{number}/pumps",
                f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>", "WARC-Date: 2026-03-02T09:00:00Z",
                "Content-Type: application/http; msgtype=response", f"Content-Length: {len(block)}", "", "",
            ]  # fmt: skip
            out.write(gzip.compress("\r\n".join(head).encode() + block + b"\r\n\r\n", mtime=0))


def test_pages_come_out_of_responses():
    found = [engines.page(block) for block in RESPONSES]
    assert [page is not None for page in found[:GOOD]] == [True] * GOOD and found[:4] == [UTF8] * 4
    assert found[GOOD:-4] == [None] * 2 and found[-3:] == [None] * 3 and engines.page(None) is None


def test_a_bomb_is_no_page():
    assert engines.page(response(gzip.compress(b"a" * (engines.LARGEST + 1)), HTML, "Content-Encoding: gzip")) is None


def test_the_rows_are_the_programs(program, tmp_path):
    pytest.importorskip("daft")
    import daft_warc

    archive(tmp_path / "in.warc.gz")
    daft_warc.run([str(tmp_path / "in.warc.gz")], str(tmp_path / "out"))
    extracted(program, tmp_path / "in.warc.gz", "program.parquet")
    ours, theirs = rows(tmp_path / "out" / "attributions" / "*.parquet"), rows(tmp_path / "program.parquet")
    assert ours == theirs and ours.count(b"Abel Orr") >= GOOD


@pytest.fixture
def ray_of_two(monkeypatch):
    """The address of a Ray cluster on this machine: two workers of one core, each with processes of its own."""
    pytest.importorskip("daft")
    pytest.importorskip("ray")
    from ray.cluster_utils import Cluster

    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    cluster.add_node(num_cpus=1)
    cluster.wait_for_nodes()
    yield cluster.address
    cluster.shutdown()


def test_two_workers_of_ray_make_the_same(ray_of_two, program, tmp_path):
    archives = [tmp_path / "in" / f"{site}.warc.gz" for site in ("coast", "port", "yard")]
    archives[0].parent.mkdir()
    for path in archives:
        archive(path, f"{path.name.split('.')[0]}.example")
    command = [sys.executable, HERE / "daft_warc.py", *archives, tmp_path / "out", "--ray", ray_of_two]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    extracted(program, tmp_path / "in", "program.parquet")
    ours, theirs = rows(tmp_path / "out" / "attributions" / "*.parquet"), rows(tmp_path / "program.parquet")
    assert ours == theirs and ours.count(b"Abel Orr") >= GOOD * len(archives)
