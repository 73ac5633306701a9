"""Listings of folders: what is no dead entry comes first, each with its why."""

from __future__ import annotations

import pytest

from tests.references.small import dead

FILES = ("app/main.py", "app/routes.py", "app/models/user.py", "app/models/order.py", "docs/guide.md", "Makefile")


def listing(*lines: str) -> str:
    return "\n".join(("```", *lines, "```"))


WHOLE = ("app/", "├── main.py", "├── routes.py", "├── models/", "│   ├── user.py", "│   └── order.py")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (listing(*WHOLE), "all of it is there"),
        (listing("other/", "├── a.py", "├── b.py", "├── c.py", "├── d.py", "└── e.py"), "another project's"),
        (listing(*WHOLE, "├── ...", "└── build/"), "left out, and made"),
        (listing(*WHOLE, "└── cache.py  # new"), "said to be new"),
        (listing("app/", "├── main.py", "└── gone.py"), "too little of it to know"),
        (listing("app/models/", "├── user.py", "└── gone.py"), "one entry that exists is too little"),
        ("## Proposed\n\n" + listing(*WHOLE, "└── gone.py"), "proposed"),
    ],
)
def test_is_no_dead_entry(text: str, why: str) -> None:
    assert dead(text, FILES) == [], why


@pytest.mark.parametrize(
    ("text", "token"),
    [
        (listing(*WHOLE, "└── gone.py  # does much"), "gone.py"),
        (
            listing(
                "project/",
                "├── Makefile",
                "├── docs/",
                "│   └── guide.md",
                "└── app/",
                "    ├── main.py",
                "    └── gone.py",
            ),
            "gone.py",
        ),
        (listing("app", "|-- main.py", "+-- routes.py", "+-- models", "|   +-- user.py", "`-- gone.py"), "gone.py"),
    ],
)
def test_is_a_dead_entry(text: str, token: str) -> None:
    assert dead(text, FILES) == [token]
