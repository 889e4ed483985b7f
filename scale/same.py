"""Whether two databases say the same: every row of every table but runs, without the numbers of rows and the names of files.

usage: python scale/same.py ONE.db OTHER.db

It asks what the tests ask (src/store/dump.rs). Exit code: 0 they do, 1 they do not; then some of the rows that differ are printed.
"""

import pathlib
import re
import sqlite3
import sys

DUMP = pathlib.Path(__file__).resolve().parents[1] / "src" / "store" / "dump.rs"
SHOWN = 3


def queries():
    """The tables, each with the query that gives its rows by what they are known by."""
    tables = DUMP.read_text().split("const TABLES", 1)[1].split("];", 1)[0]
    for name, sql in re.findall(r'\(\s*"(\w+)",\s*"((?:[^"\\]|\\.)*)"', tables, re.S):
        sql = re.sub(r"\\\n\s*", "", sql).replace('\\"', '"')
        yield name, sql.replace("c.place", "''") if name in ("capture", "exchange") else sql


def main():
    """The command."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    databases = [sqlite3.connect(f"file:{path}?mode=ro", uri=True) for path in sys.argv[1:]]
    count, differ = 0, False
    for name, sql in queries():
        one, other = (sorted(map(repr, database.execute(sql))) for database in databases)
        count += len(one)
        if one != other:
            differ = True
            print(f"{name}: {len(one)} and {len(other)} rows")
            for sign, rows, those in (("-", one, set(other)), ("+", other, set(one))):
                print(*[f"{sign} {row}" for row in rows if row not in those][:SHOWN], sep="\n")
    print("they differ" if differ else f"the same {count} rows")
    sys.exit(differ)


if __name__ == "__main__":
    main()
