"""Documents about two things of their own: what they say differently in everyday words is no contradiction."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docpipe import parse
from docpipe.conflicts.strangers import Strangers
from docpipe.conflicts.world import World, world
from docpipe.model import Claim, Conflict, Evidence, SourceFile, Tree


def _page(title: str, word: str) -> str:
    return f"# {title}\n\nPlace an order.\n\n" + "".join(
        f"The {word} does its work; this is part {at}.\n" for at in range(30)
    )


TEXTS = {
    "docs/trading.md": _page("Trading", "trading desk"),
    "docs/kitchen.md": _page("Kitchen", "kitchen stove"),
    "docs/trading-faq.md": _page("Trading questions", "trading desk"),
    "docs/guide.md": _page("Guide", "system"),
}


@pytest.fixture(scope="module")
def known() -> World:
    documents = [parse.parse(SourceFile(path, f"/{path}", text, "", len(text))) for path, text in TEXTS.items()]
    return world(documents, (), Tree("/", tuple(TEXTS), ()))


def _conflict(*said: tuple[str, str]) -> Conflict:
    claims = tuple(Claim(path, 3, value, "Place an order.", "living") for path, value in said)
    return Conflict("", "url", "POST Place an order", "route", "", "open", 0.7, "medium", claims, (), "", None)


TWO = _conflict(("docs/trading.md", "/trades"), ("docs/kitchen.md", "/orders"))


def test_two_strangers_do_not_contradict_each_other(known: World) -> None:
    assert Strangers(known).explain(TWO)


@pytest.mark.parametrize(
    "conflict",
    [
        # Two documents about one thing.
        _conflict(("docs/trading.md", "/trades"), ("docs/trading-faq.md", "/orders")),
        # A guide whose name says nothing speaks of the whole.
        _conflict(("docs/trading.md", "/trades"), ("docs/guide.md", "/orders")),
        # Two of three know each other.
        _conflict(("docs/trading.md", "/a"), ("docs/kitchen.md", "/b"), ("docs/trading-faq.md", "/b")),
        # A document against itself.
        _conflict(("docs/trading.md", "/trades"), ("docs/trading.md", "/orders")),
        # There is one repository, and a name is a name in any document.
        replace(TWO, subject="repository"),
        replace(TWO, kind="other", attribute="variable name"),
        # The repository has its say.
        replace(TWO, evidence=(Evidence("api.yml", 1, "/orders"),)),
        replace(TWO, status="settled"),
    ],
)
def test_others_do(known: World, conflict: Conflict) -> None:
    assert not Strangers(known).explain(conflict)
