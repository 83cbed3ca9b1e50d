"""Hand the work that processes of this machine do else to the executors of a Spark cluster.

A job is a function of the package with its argument, as for a process: Spark calls what one process
calls, so that the bytes are the same. What looks across all records stays in this process.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

from kg.errors import InputError, KgError, ServiceError
from kg.system.parallel import Workers, call
from kg.system.standby import attempt

_TRIES = 4
"""How often a job is tried whose executor dies: as Spark does on a cluster, but not by itself on one machine."""
_HERE = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
"""On this machine alone nothing listens that another machine could reach."""


@contextmanager
def on_spark(master: str | None = None, jobs: int | None = None) -> Iterator[Workers]:
    """Give workers that are executors of a cluster, `jobs` of them at work at a time.

    `master` is the address of the cluster as Spark takes it; None is this machine, with a process
    for each job. Without `jobs` they are as many as Spark has cores.

    Raises: InputError: where Spark or Java is not installed. ServiceError: the cluster fails.
    """
    if find_spec("pyspark") is None:
        raise InputError(
            "Spark is not installed", where="--engine", value="spark",
            todo="`pip install 'kg[spark]'`, and a Java that it runs on",
        )  # fmt: skip
    context = _connect(master, jobs)
    try:
        with Workers(jobs or context.defaultParallelism, lambda: _Executor(context)) as workers:
            yield workers
    finally:
        context.stop()


def _connect(master: str | None, jobs: int | None) -> Any:
    from pyspark import SparkConf, SparkContext
    from pyspark.errors import PySparkRuntimeError

    if master is None:
        os.environ.setdefault(
            "PYSPARK_PYTHON", sys.executable
        )  # Else it takes the first on the path.
    conf = SparkConf().setAppName("kg build").set("spark.log.level", "ERROR")
    conf.setMaster(master or f"local[{jobs or os.cpu_count() or 1},{_TRIES}]")
    for name, value in ({} if master else _HERE).items():
        conf.set(name, value)
    try:
        return SparkContext(conf=conf)
    except PySparkRuntimeError as error:
        raise InputError(
            "Spark did not start", where="--engine", value=str(error).splitlines()[0],
            todo="install a Java that it runs on (`java -version`), or set JAVA_HOME",
        ) from error  # fmt: skip


class _Executor:
    """Sends one job at a time to the cluster, which chooses who does it."""

    def __init__(self, context: Any) -> None:
        self._context = context

    def ask(self, job: object) -> Any:
        """Give a job and wait for what it returns. Raises: KgError: what it raises. ServiceError: Spark fails."""
        from py4j.protocol import Py4JError

        try:
            [answer] = self._context.parallelize([pickle.dumps(job)], 1).map(_do).collect()
        except Py4JError as error:
            raise ServiceError(
                "the cluster failed", where="--engine", value=_first_line(error),
                todo="its logs say more; `kg build` without --engine needs no cluster",
            ) from error  # fmt: skip
        result = pickle.loads(answer)
        if isinstance(result, KgError):
            raise result
        return result

    def close(self) -> None:
        """Leave: the cluster is closed as a whole."""


def _do(job: bytes) -> bytes:
    return pickle.dumps(attempt(call, pickle.loads(job)))


def _first_line(error: Exception) -> str:
    return next((line for line in str(error).splitlines() if "Exception" in line), str(error))[:500]
