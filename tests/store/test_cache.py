"""The cache: what was kept comes back; a broken or foreign file is worth nothing and does no harm."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import sys
from pathlib import Path

import pytest

from docpipe.store import cache
from docpipe.store.cache import FILE, Cache

ROWS = {"a": b"one", "b": b"two"}
linux = pytest.mark.skipif(sys.platform != "linux", reason="needs fork")


def kept(folder: Path, program: str = "p") -> Cache:
    """A cache that holds ROWS."""
    made = Cache(folder, program)
    made.keep("kind", ROWS, ROWS)
    return made


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    """In another run, by kind and key."""
    kept(tmp_path)
    again = Cache(tmp_path, "p")
    assert again.recall("kind", ["a", "b", "c"]) == ROWS
    assert again.recall("other", ["a"]) == {}
    again.keep("kind", {"a": b"new"}, ["a"])
    assert again.recall("kind", ["a", "b"]) == {"a": b"new", "b": b"two"}


def test_without_a_folder_nothing_is_kept() -> None:
    """And asking is no mistake."""
    nowhere = Cache()
    nowhere.keep("kind", ROWS, ROWS)
    assert not nowhere.keeps
    assert nowhere.recall("kind", ["a"]) == {}


def test_another_state_of_the_program_has_no_use_for_it(tmp_path: Path) -> None:
    """Its rows are not read, and give way to new ones."""
    kept(tmp_path, "old")
    new = Cache(tmp_path, "new")
    assert new.recall("kind", ["a"]) == {}
    new.keep("kind", {"a": b"three"}, ["a"])
    assert Cache(tmp_path, "old").recall("kind", ["a"]) == {}


def test_what_nobody_asks_for_goes_in_time(tmp_path: Path) -> None:
    """A few spare rows stay for who changes to and fro; the file does not grow for ever."""
    used = Cache(tmp_path, "p")
    for number in range(40):
        used.keep("kind", {str(number): b"x"}, [str(number)])
    assert len(used.recall("kind", [str(number) for number in range(40)])) <= 6
    assert used.recall("kind", ["39"]) == {"39": b"x"}


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_broken_file_is_as_none_and_is_replaced(tmp_path: Path, content: bytes) -> None:
    """Now, or by the run that follows."""
    (tmp_path / FILE).write_bytes(content)
    broken = Cache(tmp_path, "p")
    assert broken.recall("kind", ["a"]) == {}
    broken.keep("kind", ROWS, ROWS)
    broken.keep("kind", ROWS, ROWS)
    assert broken.recall("kind", ["a", "b"]) == ROWS


def test_every_cut_off_file_is_survived(tmp_path: Path) -> None:
    """Whatever is left of it: the rows as they were, or none."""
    kept(tmp_path)
    whole = (tmp_path / FILE).read_bytes()
    for size in range(0, len(whole), 509):
        (tmp_path / FILE).write_bytes(whole[:size])
        assert Cache(tmp_path, "p").recall("kind", ["a", "b"]).items() <= ROWS.items()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE more (x)",
        "CREATE VIEW more AS SELECT 1",
        "CREATE TRIGGER more AFTER DELETE ON kept BEGIN UPDATE kept SET value = 'bad'; END",
        "CREATE INDEX more ON kept (value)",
    ],
)
def test_a_file_that_holds_more_is_not_ours(tmp_path: Path, statement: str) -> None:
    """A repository may bring one in which reading or writing sets something off."""
    kept(tmp_path)
    foreign = sqlite3.connect(tmp_path / FILE)
    foreign.execute(statement)
    foreign.commit()
    foreign.close()
    ours = Cache(tmp_path, "p")
    assert ours.recall("kind", ["a"]) == {}
    ours.keep("kind", {"c": b"three"}, ["c"])
    ours.keep("kind", {"c": b"three"}, ["c"])
    assert ours.recall("kind", ["a", "c"]) == {"c": b"three"}


def test_rows_of_another_type_are_none(tmp_path: Path) -> None:
    """SQLite lets a column hold anything."""
    ours = kept(tmp_path)
    foreign = sqlite3.connect(tmp_path / FILE)
    foreign.execute("UPDATE kept SET value = 7 WHERE key = 'a'")
    foreign.commit()
    foreign.close()
    assert ours.recall("kind", ["a", "b"]) == {"b": b"two"}


@linux
@pytest.mark.parametrize("ending", ["", "-wal", "-journal"])
def test_nothing_is_written_through_a_link_or_waits_for_a_pipe(tmp_path: Path, ending: str) -> None:
    """The link stays, what it leads to is untouched, and nothing is kept."""
    aim = tmp_path / "aim"
    aim.write_bytes(b"untouched")
    for make in (lambda path: path.symlink_to(aim), os.mkfifo):
        folder = tmp_path / f"{make.__name__}{ending}"
        folder.mkdir()
        make(folder / f"{FILE}{ending}")
        ours = Cache(folder, "p")
        assert ours.recall("kind", ["a"]) == {}
        ours.keep("kind", ROWS, ROWS)
        assert aim.read_bytes() == b"untouched"


@linux
def test_of_two_runs_at_once_neither_loses_anything(tmp_path: Path) -> None:
    """Both write a hundred times, in turns as they come."""

    def write(name: str) -> None:
        own = Cache(tmp_path, "p")
        for number in range(50):
            own.keep("kind", {f"{name}{number}": b"x" * 1000}, [str(at) for at in range(1000)])

    context = multiprocessing.get_context("fork")
    runs = [context.Process(target=write, args=(name,)) for name in "ab"]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    keys = [f"{name}{number}" for name in "ab" for number in range(50)]
    assert Cache(tmp_path, "p").recall("kind", keys).keys() == set(keys)


@linux
def test_a_run_that_is_killed_leaves_the_old_rows_or_the_new_ones(tmp_path: Path) -> None:
    """At any of its statements."""
    kept(tmp_path)
    new = {"a": b"ONE", "b": b"TWO"}

    def die(at: int) -> None:
        done = 0

        def count(_statement: str) -> None:
            nonlocal done
            done += 1
            if done == at:
                os.kill(os.getpid(), signal.SIGKILL)

        plain = cache._open

        def traced(path: Path) -> sqlite3.Connection:
            opened = plain(path)
            opened.set_trace_callback(count)
            return opened

        cache._open = traced
        Cache(tmp_path, "p").keep("kind", new, new)

    context = multiprocessing.get_context("fork")
    for at in range(1, 8):
        run = context.Process(target=die, args=(at,))
        run.start()
        run.join()
        assert Cache(tmp_path, "p").recall("kind", ["a", "b"]) in (ROWS, new)
    assert Cache(tmp_path, "p").recall("kind", ["a", "b"]) == new
