"""A build on Spark is the build of one process, byte for byte; an executor that dies is replaced."""

from __future__ import annotations

import json
import operator
import os
import random
import subprocess
import sys
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from folders import ROOT
from lists_of_owls import contents
from running import Run

from kg.errors import InputError, ServiceError
from kg.pipeline import build
from kg.system import spark
from kg.system.parallel import Workers
from kg.system.spark import on_spark

needs_spark = pytest.mark.skipif(
    find_spec("pyspark") is None, reason="Spark is absent: `make spark` installs it where there is a Java"
)  # fmt: skip


class Counting:
    """A hand that does its jobs here, and counts them."""

    done = 0

    def ask(self, job: Any) -> Any:
        self.done += 1
        function, item = job
        return function(item)

    def close(self) -> None:
        self.done = -1


@pytest.mark.parametrize("jobs", [1, 3])
def test_workers_hand_jobs_to_whom_they_hire(jobs: int) -> None:
    hired: list[Counting] = []

    def hire() -> Counting:
        hired.append(Counting())
        return hired[-1]

    with Workers(jobs, hire) as workers:
        assert list(workers.map(operator.neg, range(40))) == [-n for n in range(40)]
        assert len(hired) == jobs and sum(each.done for each in hired) == 40
    assert {each.done for each in hired} == {-1}


def test_without_spark_a_build_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark, "find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"pip install 'kg\[spark\]'"), on_spark():
        pass


def test_an_address_of_a_cluster_is_for_spark_alone(run: Run, tmp_path: Path) -> None:
    done = run("build", "seeds/", "--master", "spark://hub:7077", "--output", tmp_path)
    assert done.exit_code == 2 and "add --engine spark" in done.stderr


def owls(count: int) -> str:
    """Return records as JSON Lines, some of which repeat others, and some of which break the shapes."""
    chance = random.Random(7)
    lines = []
    for number in range(count):
        about = number if number % 9 else chance.randrange(number + 1)
        lines.append({
            "title": f"NightOwl{about}: exploring by night with PPO" if number % 31 else "",
            "authors": [f"Lopez{about % 40}, Ana", f"Chen{about % 7}, Bo"],
            "year": 1999 + about % 25,
            "doi": f"10.5555/owl.{about}",
            "abstract": f"We propose NightOwl{about}, which beats DQN on Atari and on D4RL." if number % 31 else "",
        })  # fmt: skip
    return "".join(f"{json.dumps(line)}\n" for line in lines)


@needs_spark
def test_a_build_on_spark_is_that_of_one_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "list.jsonl").write_text(owls(500))
    made = []
    for engine in ("spark", "processes"):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / engine))  # Each works everything out.
        summary = build(tmp_path / "list.jsonl", tmp_path / f"by-{engine}", engine=engine, jobs=2)
        made.append((summary.total, contents(tmp_path / f"by-{engine}")))
    assert made[0][0].quarantined and made[0][0].merged
    assert made[0] == made[1]


@needs_spark
def test_what_the_work_raises_reaches_the_caller_and_the_work_goes_on() -> None:
    with on_spark(jobs=2) as workers:
        with pytest.raises(InputError, match="/no/such/place: cannot be read"):
            list(workers.map(os.listdir, ["/no/such/place"]))
        assert list(workers.map(partial(operator.mul, 2), range(9))) == list(range(0, 18, 2))


@needs_spark
def test_a_job_whose_executor_dies_is_done_by_another(tmp_path: Path) -> None:
    died = tmp_path / "died"
    die_once = (
        f"import os\nif not os.path.exists({str(died)!r}):\n open({str(died)!r}, 'w')\n os._exit(9)"
    )
    with on_spark(jobs=1) as workers:
        assert list(workers.map(exec, [die_once])) == [None]
    assert died.exists()


@needs_spark
def test_a_job_that_ends_every_executor_is_told() -> None:
    with on_spark(jobs=1) as workers, pytest.raises(ServiceError, match="the cluster failed"):
        list(workers.map(os._exit, [9]))


@needs_spark
def test_without_java_a_build_says_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "build", ROOT / "seeds", "--engine", "spark", "--output", tmp_path / "out"],
        env={**os.environ, "JAVA_HOME": "/no/java/here", "XDG_CACHE_HOME": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert "kg: --engine: Spark did not start" in done.stderr and "install a Java" in done.stderr
