"""Names and texts of licences -> identifiers near those of SPDX (https://spdx.org/licenses), as far as they say."""

from __future__ import annotations

import re

# A name in running text -> identifier; what a version is said of stands in the groups. The longer names first.
_NAMES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("AGPL", r"\b(?:AGPL|(?:GNU )?Affero General Public)[\w ,-]{0,24}?(?:v(?:ersion)? ?)?([23])?(?:\.0)?\b"),
        ("LGPL", r"\b(?:LGPL|(?:GNU )?Lesser General Public)[\w ,-]{0,24}?(?:v(?:ersion)? ?)?([23])?(?:\.[01])?\b"),
        ("GPL", r"\b(?:GPL|(?:GNU )?General Public Licen[cs]e)(?:[ ,-]{1,2}(?:v|version )?|v)?([23])?(?:\.0)?\b"),
        (
            "Apache",
            r"\bApache(?:[ -]Licen[cs]e)?(?:,? ?(?:v|version )?-?(2)(?:\.0)?)?\b(?! (?:Kafka|Airflow|Spark|HTTP))",
        ),
        ("BSD", r"\bBSD(?:[ -]?([23])[ -]?Clause)?\b"),
        ("MPL", r"\b(?:MPL|Mozilla Public Licen[cs]e)(?:[ ,-]{1,2}(?:v|version )?(2)(?:\.0)?)?\b"),
        ("EPL", r"\b(?:EPL|Eclipse Public Licen[cs]e)(?:[ ,-]{1,4}(?:v|version )?(2)(?:\.0)?)?\b"),
        ("BUSL", r"\b(?:BUSL|BSL|Business Source Licen[cs]e)(?:[ -]1\.(1))?\b"),
        ("MIT", r"\bMIT\b()"),
        ("ISC", r"\bISC\b()"),
        ("Unlicense", r"\bUnlicense\b()"),
        ("CC0", r"\bCC0(?:-(1)\.0)?\b"),
        ("CC-BY", r"\b(?:CC[ -]BY(?!-)|Creative Commons Attribution)(?: International)?(?:[ -]([34])\.0)?\b"),
    )
)
# What an identifier has after the first digit of its version.
_ENDINGS = {"BSD": "-Clause", "BUSL": ".1"}
# What the text of a licence says that no other says -> identifier.
_TEXTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("AGPL-3.0", ("gnu affero general public license",)),
    ("LGPL-3.0", ("gnu lesser general public license", "version 3")),
    ("LGPL-2.1", ("gnu lesser general public license",)),
    ("GPL-3.0", ("gnu general public license", "version 3, 29 june 2007")),
    ("GPL-2.0", ("gnu general public license", "version 2, june 1991")),
    ("Apache-2.0", ("apache license", "version 2.0")),
    ("MPL-2.0", ("mozilla public license", "2.0")),
    ("EPL-2.0", ("eclipse public license - v 2.0",)),
    ("BUSL-1.1", ("business source license 1.1",)),
    ("ISC", ("permission to use, copy, modify, and/or distribute this software",)),
    ("MIT", ("permission is hereby granted, free of charge",)),
    ("MIT", ("mit license",)),
    ("BSD-3-Clause", ("redistribution and use in source and binary forms", "neither the name")),
    ("BSD-2-Clause", ("redistribution and use in source and binary forms",)),
    ("Unlicense", ("this is free and unencumbered software",)),
)


def names(text: str) -> tuple[str, ...]:
    """The licences that a text names, each once, in order: `MIT`, `Apache-2.0`, `GPL` where no version is said."""
    found: dict[str, int] = {}
    taken: list[tuple[int, int]] = []
    for name, pattern in _NAMES:
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                version = f"-{match[1]}{_ENDINGS.get(name, '.0')}" if match[1] else ""
                found.setdefault(name + version, match.start())
    return tuple(sorted(found, key=lambda name: found[name]))


def of_text(text: str) -> str:
    """The licence that this is the text of; "" where none is known."""
    head = " ".join(text[:4000].lower().split())
    return next((name for name, phrases in _TEXTS if all(phrase in head for phrase in phrases)), "")


def same(left: str, right: str) -> bool:
    """Whether two names can mean one licence: one may leave the version open."""
    return left == right or left.startswith(f"{right}-") or right.startswith(f"{left}-")
