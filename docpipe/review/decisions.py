"""`docpipe.decisions.toml`: what people ruled, one line a ruling, in the order of their names, so that git merges them.

A ruling that is added or taken out changes its own line and nothing else: comments and the order of the file stay.
"""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from docpipe import atomic
from docpipe.errors import ConfigError
from docpipe.model import Answer, Decision

FILE_NAME = "docpipe.decisions.toml"
_TABLE = "[rulings]"
_HEAD = f"""# What people ruled on what docpipe found, a line each; `docpipe review` writes them.
# A ruling holds as long as the text that it was made on ("seen") stands.
{_TABLE}
"""
_BARE = re.compile(r"[\w-]+", re.ASCII)
_HINT = "mend the line, or restore the file from git; docpipe review writes rulings as they must be"
_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    verdict: Answer
    value: _Words | None = None
    why: _Words
    by: _Words
    on: datetime.date
    seen: tuple[_Words, ...] = Field(min_length=1)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    rulings: dict[str, _Row] = {}


def read(root: Path) -> tuple[Decision, ...]:
    """What was ruled, in the order of the names. Raises ConfigError with every mistake of the file."""
    text = _text(root / FILE_NAME)
    rulings = _parsed(text).rulings
    # Where each stands; the first line where somebody wrote it in another form.
    lines = {_name(line): number for number, line in enumerate(text.split("\n"), 1)} if rulings else {}
    return tuple(
        Decision(name, row.verdict, row.value, row.why, row.by, row.on.isoformat(), row.seen, lines.get(name, 1))
        for name, row in sorted(rulings.items())
    )


def keep(root: Path, decision: Decision) -> None:
    """Write a ruling down, in place of an earlier one of the same name."""
    _rewrite(root, decision.about, _told(decision))


def forget(root: Path, about: str) -> bool:
    """Take a ruling out of the file; whether there was one."""
    if not any(decision.about == about for decision in read(root)):
        return False
    _rewrite(root, about, None)
    return True


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise ConfigError(f"{FILE_NAME}: byte {error.start} is not UTF-8", "save the file as UTF-8") from error
    except OSError as error:
        raise ConfigError(f"{FILE_NAME}: cannot be read: {error.strerror}", "make the file readable") from error


def _parsed(text: str) -> _File:
    try:
        return _File.model_validate(tomllib.loads(text))
    except ValidationError as error:
        mistakes = error.errors(include_url=False)
        told = [f"{FILE_NAME}: {'.'.join(map(str, mistake['loc']))}: {mistake['msg']}" for mistake in mistakes]
        raise ConfigError("\n".join(told), _HINT) from error
    except (ValueError, RecursionError) as error:  # ValueError: TOML that is none, or a number that is too long
        raise ConfigError(f"{FILE_NAME}: not valid TOML: {error}", _HINT) from error


def _rewrite(root: Path, about: str, row: str | None) -> None:
    """Set the line of one ruling, or take it out, and see that every other still says what it said."""
    path = root / FILE_NAME
    before = _text(path) or _HEAD
    wanted = {name: value for name, value in _parsed(before).rulings.items() if name != about}
    if row is not None:
        wanted |= _parsed(f"{_TABLE}\n{row}\n").rulings
    after = "\n".join(_changed(before.split("\n"), about, row))
    try:
        same = _parsed(after).rulings == wanted
    except ConfigError:  # two rulings of one name, where somebody gave one a table of its own
        same = False
    if not same:
        told = f"add this line below {_TABLE} by hand: {row}" if row else f"take out {about} by hand"
        raise ConfigError(f"{FILE_NAME} is laid out in a way of its own", told)
    atomic.write(path, after.encode())


def _changed(lines: Sequence[str], about: str, row: str | None) -> Iterator[str]:
    """The lines with that of one ruling set, before the first whose name comes after it, or left out."""
    if _TABLE not in map(str.strip, lines):
        lines = [*lines, *_HEAD.rstrip("\n").split("\n")]
    begin = next(number for number, line in enumerate(lines) if line.strip() == _TABLE) + 1
    names = {number: name for number, line in enumerate(lines) if number >= begin and (name := _name(line)) is not None}
    after = [number for number, name in names.items() if name > about]
    at = min(after, default=max(names, default=begin - 1) + 1)
    while at > begin and lines[at - 1].lstrip().startswith("#"):  # what is said of the next stays beside it
        at -= 1
    for number, line in enumerate(lines):
        if number == at and row is not None:
            yield row
        if names.get(number) != about:
            yield line
    if at == len(lines) and row is not None:
        yield row


def _name(line: str) -> str | None:
    """The name of the ruling that a line holds."""
    try:
        (name,) = tomllib.loads(line)
    except (ValueError, RecursionError):
        return None
    return name


def _told(decision: Decision) -> str:
    value = f", value = {_string(decision.value)}" if decision.value is not None else ""
    seen = ", ".join(map(_string, decision.seen))
    return (
        f"{_key(decision.about)} = {{ verdict = {_string(decision.verdict)}{value}, why = {_string(decision.why)}, "
        f"by = {_string(decision.by)}, on = {decision.on}, seen = [{seen}] }}"
    )


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _string(name)


def _string(text: str) -> str:
    """A basic string of TOML: that of JSON, but for the one control character that JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
