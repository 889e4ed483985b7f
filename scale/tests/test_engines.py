"""Spark on a cluster of processes, and Sail: the rows of the program, also when a process is killed and when captures are late."""

import datetime
import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import threading

import pytest

from conftest import TABLES, extracted, rows

ENGINES = ["spark", "sail"]


def today():
    return datetime.datetime.now(datetime.timezone.utc).date().isoformat()


#: The day on which the tests began; they may end on the next.
DAYS = {today()}


def missing(engine):
    """Why an engine cannot be had."""
    if importlib.util.find_spec("pyspark") is None:
        return "pyspark is not installed"
    if engine == "sail":
        return None if importlib.util.find_spec("pysail") else "pysail is not installed"
    from pyspark.util import is_remote_only

    if is_remote_only():
        return "Spark itself is not installed, only its client"
    return None if shutil.which("java") else "there is no java"


@pytest.fixture(scope="module", params=ENGINES)
def session(request):
    """A session of an engine; Spark's has two executors of one core, each a process."""
    if why := missing(request.param):
        pytest.skip(why)
    from pyspark.sql import SparkSession

    if request.param == "spark":
        builder = SparkSession.builder.master("local-cluster[2,1,1024]").config("spark.ui.enabled", "false")
        running = builder.config("spark.sql.shuffle.partitions", "4").getOrCreate()
        yield running
        running.stop()
    else:
        import sail

        with sail.server() as address:
            running = SparkSession.builder.remote(address).getOrCreate()
            yield running
            running.stop()


@pytest.fixture(scope="module")
def made(session, sample):
    """What a run wrote."""
    import spark as job

    out = sample / ("result-" + type(session).__module__.replace(".", "-"))
    job.extract(session, [str(sample / "in.parquet")], str(out), partitions=5)
    job.compare(session, str(out))
    return out


@pytest.mark.parametrize("table", TABLES)
def test_the_rows_are_the_programs(made, expected, table):
    assert rows(made / table / "*.parquet") == expected[table]


def says(program, database):
    """What a database says, without the numbers of its rows. What has no time of its own was captured when it was stored."""
    found, stored = [], re.compile("|".join(f"{day}T[0-9:]+Z" for day in DAYS | {today()}))
    for listing in (["quotes", "--all-revisions", "--min-confidence", "0"], ["changes"], ["claims"], ["speakers"]):
        command = [program, *listing, "--limit", "1000000", "--format", "jsonl", "--db", database]
        lines = stored.sub("now", subprocess.run(command, check=True, capture_output=True, text=True).stdout).splitlines()
        rows = [{k: v for k, v in json.loads(line).items() if not k.endswith("_id") and k != "explains"} for line in lines]
        found += sorted(f"{listing[0]}: {json.dumps(row)}" for row in rows)
    return found


def test_what_an_engine_wrote_is_imported_as_if_it_were_added(made, program, sample, tmp_path):
    imported, added = tmp_path / "imported.db", tmp_path / "added.db"
    for command in (["import", made / "attributions", made / "articles"], ["import", made]):
        done = subprocess.run([program, "db", *command, "--db", imported], capture_output=True, text=True, check=False)
        assert "was not read when it was extracted" in done.stderr, done.stderr
    assert "0 revisions new" in done.stdout, done.stdout
    subprocess.run([program, "add", sample / "in.parquet", "--db", added, "--quiet"], capture_output=True, check=False)
    assert says(program, imported) == says(program, added) != []


def test_json_lines_of_other_partitions_give_the_same(session, sample, made):
    import duckdb
    import spark as job

    duckdb.sql(f"COPY (FROM '{sample}/in.parquet' WHERE id <> 'huge') TO '{sample}/in.json'")
    some = job.records(job.read(session, [str(sample / "in.json")]).repartition(2))
    found = job.attributions(some).toArrow().num_rows
    assert found == duckdb.sql(f"SELECT count(*) FROM '{made}/attributions/*.parquet' WHERE id IS DISTINCT FROM 'huge'").fetchall()[0][0]


def test_late_captures_change_what_they_should(session, sample, made):
    import spark as job

    whole = session.read.parquet(f"{made}/records")
    late = whole.where("captured_at LIKE '%T1%'")
    known = whole.where("captured_at IS NULL OR captured_at NOT LIKE '%T1%'")
    assert 0 < late.count() < whole.count()
    updated = job.with_late(job.changes(known), known, late)
    everything = lambda frame: sorted(map(tuple, frame.collect()), key=repr)  # noqa: E731
    assert everything(updated) == everything(session.read.parquet(f"{made}/changes")) != []


def test_a_file_that_was_cut_off_costs_itself_alone(session, program, sample, tmp_path):
    import duckdb
    import spark as job

    folder = tmp_path / "in"
    folder.mkdir()
    some = f"(SELECT * FROM '{sample}/in.parquet' WHERE id <> 'huge')"
    duckdb.sql(f"COPY (FROM {some} LIMIT 8) TO '{folder}/a.parquet'")
    # Of another schema: a column more, and ids that are numbers.
    other = f"SELECT * REPLACE (row_number() OVER () + 100 AS id), 3 AS extra FROM {some} LIMIT 4"
    duckdb.sql(f"COPY ({other}) TO '{folder}/b.parquet'")
    whole = (folder / "a.parquet").read_bytes()
    (folder / "cut.parquet").write_bytes(whole[: len(whole) // 2])
    out = tmp_path / "out"
    job.extract(session, [str(folder)], str(out), partitions=2)
    told = duckdb.sql(f"SELECT place, error FROM '{out}/articles/*.parquet' WHERE error LIKE '%Parquet%' ORDER BY place").fetchall()
    assert [place.rsplit("/", 1)[1] for place, _ in told] == ["cut.parquet"]
    extracted(program, folder, tmp_path / "program.parquet")
    assert rows(out / "attributions" / "*.parquet") == rows(tmp_path / "program.parquet")
    errors = duckdb.sql(f"SELECT error FROM '{tmp_path}/program.articles.parquet' WHERE place LIKE '%cut.parquet'").fetchall()
    assert errors == [(job.NO_PARQUET,)]


def executors():
    """The processes of Spark's executors that descend from this one."""
    pairs = subprocess.check_output(["ps", "-wweo", "pid=,ppid=,args="], text=True).splitlines()
    processes = {int(p): (int(parent), args) for p, parent, args in (line.split(None, 2) for line in pairs)}

    def ours(pid):
        while pid in processes:
            pid = processes[pid][0]
            if pid == os.getpid():
                return True
        return False

    return [pid for pid, (_, args) in processes.items() if "CoarseGrainedExecutorBackend" in args and "java" in args and ours(pid)]


def test_a_killed_executor_loses_and_doubles_nothing(session, sample, program, tmp_path):
    import duckdb
    import spark as job

    if "connect" in type(session).__module__:
        pytest.skip("Sail runs in this process on one machine")
    copies = f"SELECT * REPLACE (id || '-' || n AS id, place || '-' || n AS place) FROM '{sample}/in.parquet', range(8) t(n)"
    duckdb.sql(f"COPY ({copies} WHERE id <> 'huge') TO '{tmp_path}/many.parquet'")
    before, killed, ended = executors(), [], threading.Event()
    assert len(before) == 2

    def kill():
        # Some tasks have written their file by then, others are at work.
        while not ended.wait(0.01):
            if len(list(tmp_path.glob("out/records/_temporary/0/task_*"))) >= 2:
                killed.append(before[0])
                os.kill(before[0], signal.SIGKILL)
                return

    thread = threading.Thread(target=kill)
    thread.start()
    job.extract(session, [str(tmp_path / "many.parquet")], str(tmp_path / "out"), partitions=12)
    ended.set()
    thread.join()
    assert killed and killed[0] not in executors(), "nothing was killed"
    records = duckdb.sql(f"SELECT count(*), count(DISTINCT place) FROM '{tmp_path}/out/records/*.parquet'").fetchall()[0]
    given = duckdb.sql(f"SELECT count(*) FROM '{tmp_path}/many.parquet'").fetchall()[0][0]
    assert records == (given, given)
    extracted(program, tmp_path / "many.parquet", "program.parquet")
    assert rows(tmp_path / "out" / "attributions" / "*.parquet") == rows(tmp_path / "program.parquet")
