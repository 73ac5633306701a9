"""Gitignore-style patterns of a user or a repository -> something that matches paths in bounded time."""

from __future__ import annotations

import re
from collections.abc import Sequence
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


def configured(key: str, lines: Sequence[str]) -> GitIgnoreSpec | None:
    """The patterns of a configuration key; None without any. Raises ConfigError with all unusable ones."""
    if not lines:
        return None
    spec, refused = compiled(lines)
    if refused:
        raise ConfigError(
            "\n".join(f"docpipe.toml: {key}: cannot use the pattern {line!r}" for line in refused),
            f"use gitignore patterns with at most {_MOST_WILDCARDS} wildcards in a name",
        )
    return spec


def _is_costly(line: str) -> bool:
    names = re.sub(r"\*{3,}", "**", line).split("/")
    return names.count("**") > _MOST_WILDCARDS or any(name.count("*") > _MOST_WILDCARDS for name in names)
