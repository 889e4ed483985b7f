"""The same on Sail, which needs no JVM: starts a server of it and runs scale/spark.py against that.

usage: python scale/sail.py IN... OUT [--partitions N]
"""

import contextlib
import sys

import spark as job
from pysail.spark import SparkConnectServer


@contextlib.contextmanager
def server():
    """The address of a server on this machine, while it is needed."""
    running = SparkConnectServer(port=0)
    running.start(background=True)
    try:
        host, port = running.listening_address
        yield f"sc://{host}:{port}"
    finally:
        running.stop()


if __name__ == "__main__":
    with server() as address:
        sys.argv += ["--remote", address]
        job.main()
