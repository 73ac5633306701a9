"""Golden cases of copying: `tests/cases/consolidate/copying.md`, each a title, a source, and the lines of the page.

Each case is also a law: the page shows what CommonMark shows of the source, but where its title says why not.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file

from docpipe.consolidate.copying import blocks
from docpipe.consolidate.copying.markers import LinkFate
from tests.consolidate import rendering
from tests.parse.laws import document

CASES = Path(__file__).parents[1] / "cases" / "consolidate" / "copying.md"


def copied(text: str) -> str:
    parsed = document(text)
    lines = text.split("\n")
    pages = []
    for section in parsed.sections:
        for block in section.blocks:
            source = "\n".join(lines[block.start_line - 1 : block.end_line])
            begin = sum(len(line) + 1 for line in lines[: block.start_line - 1])
            links = [
                (link.start - begin, LinkFate(link.target, "image" in link.kind, link.end - link.start))
                for link in section.links
                if begin <= link.start < begin + len(source)
            ]
            context = blocks.Context(links, {"n": "1-n"})
            pages.append("\n".join(blocks.copy(block.kind, source, context).lines))
    return "\n\n".join(pages) + "\n"


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        pytest.param(title, text, expected, id=f"{line} {title}")
        for line, title, text, expected in read_fixture_file(CASES)
    ],
)
def test_case(title: str, text: str, expected: str) -> None:
    page = copied(text)
    assert page == expected
    if "differs" not in title:
        assert rendering.shape(rendering.built(page)) == rendering.shape(rendering.commonmark(text))


@pytest.mark.parametrize("text", ["[" * 200, "![" * 200, "[[a] " * 100, "[a] " * 100 + "[c](d.md)", "[a] " * 20])
def test_brackets_that_open_nothing_read_as_they_stand(text: str) -> None:
    """Many are escaped, because Python-Markdown takes hours over a few thousand; a link among them stays one."""
    page = copied(text)
    assert ("\\[" in page) == (text.count("[") > 30)
    assert rendering.shape(rendering.built(page)) == rendering.shape(rendering.commonmark(text))
