"""Which amounts are held against each other at all."""

from __future__ import annotations

from docpipe import facts, parse
from docpipe.conflicts.frames.find import prepare
from docpipe.conflicts.world import world
from docpipe.model import SourceFile, Tree

TABLE = "# Chart\n\n## Configuration\n\n| Parameter | Description | Default |\n| --- | --- | --- |\n"
ROW = "| `{name}` | Pod resource limits for the memory of the harbour lamp | {value} |\n"


def _pairs(first: str, second: str) -> int:
    """How many pairs two rows of the same words make, whose settings have these names."""
    texts = {
        "docs/cluster.md": TABLE + ROW.format(name=first, value="1 GB"),
        "docs/operator.md": TABLE + ROW.format(name=second, value="512 MB"),
    } | {f"docs/filler{number}.md": f"# Filler {number}\n\nNothing.\n" for number in range(9)}
    documents = tuple(parse.parse(SourceFile(path, f"/{path}", text, "", len(text))) for path, text in texts.items())
    claims = [fact for document in documents for fact in facts.extract(document)]
    known = world(documents, (), Tree("/", tuple(sorted(texts)), ()))
    return len(prepare(claims, known)[1].a)


def test_two_settings_are_not_compared() -> None:
    assert _pairs("toolbox.resources", "resources") == 0
    assert _pairs("lampResources", "mastResources") == 0


def test_one_setting_is() -> None:
    assert _pairs("toolbox.resources", "toolbox.resources") == 1
