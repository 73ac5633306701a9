"""Work in a process of its own: the same result, the same errors, nothing lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from docpipe.apart import Apart


@pytest.mark.parametrize("workers", [None, 1, 2])
def test_the_result_does_not_depend_on_the_workers(workers: int | None) -> None:
    """What the function returns, as often as it is asked for."""
    work = Apart(lambda: ("found", 3), workers)
    assert work.result() == work.result() == ("found", 3)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_is_raised_where_the_result_is_asked_for(workers: int) -> None:
    """Not swallowed with the process it happened in."""
    work: Apart[float] = Apart(lambda: 1 / 0, workers)
    with pytest.raises(ZeroDivisionError):
        work.result()


def test_a_process_that_is_killed_costs_time_and_no_result() -> None:
    """The work is done again in the first process."""
    home = os.getpid()

    def work() -> str:
        if os.getpid() != home:
            os.kill(os.getpid(), signal.SIGKILL)
        return "found"

    assert Apart(work, 2).result() == "found"


def test_a_large_result_comes_whole() -> None:
    """More than a pipe holds at once."""
    assert Apart(lambda: tuple(range(300_000)), 2).result() == tuple(range(300_000))


def test_another_process_may_ask_for_the_result() -> None:
    """And if that one is ended before it has told what it made of it, the first process does both again."""
    home = os.getpid()
    half = Apart(lambda: 2, 2)

    def work() -> int:
        if os.getpid() != home:
            half.result()
            os.kill(os.getpid(), signal.SIGKILL)
        return half.result() + 1

    assert Apart(lambda: half.result() + 1, 1).result() == 3
    half = Apart(lambda: 2, 2)
    assert Apart(work, 2).result() == 3


WAITING = """
import os, sys, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from docpipe.apart import Apart, serve

pool = ProcessPoolExecutor(2, get_context("fork"), serve)
list(pool.map(abs, range(2)))
work = Apart(lambda: time.sleep(600), 2)
print("ready", flush=True)
time.sleep(600)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")
def test_no_process_outlives_the_first_one() -> None:
    """Also where that is killed and can end nothing: its output is closed only when the last of them is gone."""
    with subprocess.Popen([sys.executable, "-c", WAITING], stdout=subprocess.PIPE) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"ready\n"
        first.kill()
        assert first.communicate(timeout=60) == (b"", None)
