"""What was worked out of single files, in one SQLite file: losing it costs time, never a result.

A repository may bring a cache of its own, so the file is hostile until it is shown to be plain: it is used only if it
holds this one table and nothing else, and whoever asks for a row judges what it says. A transaction a call: a run that
dies leaves the old rows or the new ones, and of two runs at once neither loses the other's.
"""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Collection, Mapping
from contextlib import closing, suppress
from pathlib import Path

FILE = "cache.sqlite3"
_TABLE = "CREATE TABLE kept (program TEXT, kind TEXT, key TEXT, value BLOB, PRIMARY KEY (program, kind, key))"
_OURS = [("table", "kept", _TABLE)]
_WAIT = 5.0  # seconds for another run that is writing
_SPARE = 4  # times as many rows of a kind as a run asks for may stay; beyond it those it did not ask for go
_AT_ONCE = 500  # keys a question
_LONGEST = 64 << 20  # bytes of a row


class _NotOursError(Exception):
    """The file is broken, or somebody else's."""


class Cache:
    """Rows of bytes by kind and key, of one state of the program; without a folder nothing is kept."""

    def __init__(self, folder: Path | None = None, program: str = "") -> None:
        """`folder` is docpipe's own, which is there; `program` the digest of its code. Nothing is opened yet."""
        self._path = folder / FILE if folder else None
        self._program = program

    @property
    def keeps(self) -> bool:
        """Whether it is worth preparing rows."""
        return self._path is not None

    def recall(self, kind: str, keys: Collection[str]) -> dict[str, bytes]:
        """The rows of these keys that are there."""
        wanted = list(keys)
        found: dict[object, object] = {}
        if self._path and self._path.exists():
            with suppress(sqlite3.Error, OSError, _NotOursError), closing(_open(self._path)) as rows:
                for at in range(0, len(wanted), _AT_ONCE):
                    some = wanted[at : at + _AT_ONCE]
                    marks = ",".join("?" * len(some))
                    asked = f"SELECT key, value FROM kept WHERE program = ? AND kind = ? AND key IN ({marks})"  # noqa: S608
                    found |= rows.execute(asked, (self._program, kind, *some)).fetchall()
        return {key: value for key, value in found.items() if isinstance(key, str) and isinstance(value, bytes)}

    def keep(self, kind: str, rows: Mapping[str, bytes], asked: Collection[str]) -> None:
        """Keep these rows. Those of other states of the program go, and, if they are many, those nobody asked for."""
        if not self._path or not rows:
            return
        try:
            self._write(self._path, kind, rows, asked)
        except (sqlite3.OperationalError, OSError):
            return  # another run holds it, the disk is full, or nothing can be written there
        except (sqlite3.Error, _NotOursError):
            _remove(self._path)

    def _write(self, path: Path, kind: str, rows: Mapping[str, bytes], asked: Collection[str]) -> None:
        with closing(_open(path)) as opened:
            opened.execute("BEGIN IMMEDIATE")
            opened.execute("DELETE FROM kept WHERE program <> ?", (self._program,))
            new = ((self._program, kind, key, value) for key, value in rows.items())
            opened.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", new)
            there = opened.execute("SELECT key FROM kept WHERE program = ? AND kind = ?", (self._program, kind))
            keys = {key for (key,) in there}
            if len(keys) > _SPARE * len(asked):
                old = [(self._program, kind, key) for key in sorted(keys.difference(asked, rows))]
                opened.executemany("DELETE FROM kept WHERE program = ? AND kind = ? AND key = ?", old)
            opened.execute("COMMIT")


def _open(path: Path) -> sqlite3.Connection:
    """The file as what it is expected to be, made where there is none. Raises _NotOursError where it is another's."""
    if not all(_is_free_or_plain(file) for file in _files(path)):
        raise _NotOursError
    opened = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    try:
        opened.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST)
        for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "journal_mode = WAL", "synchronous = NORMAL"):
            opened.execute(f"PRAGMA {pragma}")
        if not _things(opened):
            opened.execute(_TABLE.replace("TABLE", "TABLE IF NOT EXISTS", 1))
        if _things(opened) != _OURS:
            raise _NotOursError
    except BaseException:
        opened.close()
        raise
    return opened


def _things(opened: sqlite3.Connection) -> list[tuple[str, str, str]]:
    return opened.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()


def _files(path: Path) -> list[Path]:
    """The file and those that SQLite keeps beside it."""
    return [path.with_name(path.name + ending) for ending in ("", "-wal", "-shm", "-journal")]


def _is_free_or_plain(path: Path) -> bool:
    """Whether SQLite may open it: through a link it would write elsewhere, and a pipe it would wait for."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return True


def _remove(path: Path) -> None:
    """A broken or foreign file gives way; what is no file stays, and nothing is kept."""
    for file in _files(path):
        with suppress(OSError):
            file.unlink()
