"""Globs over paths with `/`, in time linear in each name, whatever the glob."""

from __future__ import annotations

import re
from fnmatch import translate
from functools import cache


def matches(glob: str, path: str) -> bool:
    """Whether the whole path fits: `*` and `?` stay within a name, `**` stands for any number of folders or none."""
    wanted, names = glob.split("/"), path.split("/")
    at = done = 0
    star: tuple[int, int] | None = None  # after the last `**`: where to go on in the glob, and in the path
    while done < len(names):
        if at < len(wanted) and wanted[at] == "**":
            at += 1
            star = (at, done)
        elif at < len(wanted) and _name(wanted[at]).match(names[done]):
            at, done = at + 1, done + 1
        elif star:  # the last `**` takes one name more
            star = (star[0], star[1] + 1)
            at, done = star
        else:
            return False
    return all(part == "**" for part in wanted[at:])


@cache
def _name(part: str) -> re.Pattern[str]:
    return re.compile(translate(part))
