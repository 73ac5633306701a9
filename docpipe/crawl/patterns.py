"""Gitignore-style patterns of a user or a repository -> something that matches paths in bounded time."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from docpipe.errors import ConfigError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

# pathspec compiles a pattern to a regular expression that backtracks over every wildcard: with k of them in one name
# of n letters that is n^k steps. Patterns seen in practice have at most two in a name and two `**`.
_MOST_WILDCARDS = 3


def compiled(lines: Sequence[str]) -> tuple[GitIgnoreSpec, tuple[str, ...]]:
    """The usable patterns compiled, and those that are malformed or would take too long to match."""
    from pathspec import GitIgnoreSpec  # imported here: a repository needs it only for `include` and `exclude`

    usable, refused = [], []
    for line in lines:
        try:
            bad = _is_costly(line) or not GitIgnoreSpec.from_lines([line])
        except ValueError:
            bad = True
        if not bad:
            usable.append(line)
        elif line.strip() and not line.startswith("#"):
            refused.append(line)
    return GitIgnoreSpec.from_lines(usable), tuple(refused)


def configured(lines_of: Mapping[str, Sequence[str]]) -> list[GitIgnoreSpec | None]:
    """The patterns of each configuration key, None without any. Raises ConfigError with all unusable ones of all."""
    specs: list[GitIgnoreSpec | None] = []
    mistakes: list[str] = []
    for key, lines in lines_of.items():
        spec, refused = compiled(lines) if lines else (None, ())
        specs.append(spec)
        mistakes += [f"docpipe.toml: {key}: cannot use the pattern {line!r}" for line in refused]
    if mistakes:
        raise ConfigError(
            "\n".join(mistakes), f"use gitignore patterns with at most {_MOST_WILDCARDS} wildcards in a name"
        )
    return specs


def _is_costly(line: str) -> bool:
    names = re.sub(r"\*{3,}", "**", line).split("/")
    return names.count("**") > _MOST_WILDCARDS or any(name.count("*") > _MOST_WILDCARDS for name in names)
