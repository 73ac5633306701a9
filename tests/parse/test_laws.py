"""Laws of every parse; and that blocks and links are those of markdown-it-py as it comes, where nothing is added."""

from __future__ import annotations

from collections import Counter

from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference, unescapeAll

from docpipe.model import SourceFile
from docpipe.parse import parse_text, with_source
from docpipe.parse.engine import MAX_NESTING, Markdown
from tests.parse.fragments import texts
from tests.parse.laws import assert_tiles, document

ANY = st.one_of(texts("commonmark", "extensions"), st.text())
REFERENCE = Markdown("commonmark", {"maxNesting": MAX_NESTING, "inline_definitions": True}).enable("table")
KINDS = {
    "paragraph_open": "paragraph",
    "heading_open": "heading",
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "table_open": "table",
    "code_block": "code",
    "blockquote_open": "quote",
    "html_block": "html",
    "hr": "break",
}


@given(ANY)
def test_blocks_tile(text: str) -> None:
    assert_tiles(document(text))
    assert_tiles(document(text, "doc.mdx"))


@given(ANY)
def test_sections_follow_each_other(text: str) -> None:
    """Each begins with its heading and ends before the next; only the first may have none; its trail ends with it."""
    sections = document(text).sections
    for number, section in enumerate(sections):
        assert section.id == f"doc.md#{section.start_line}"
        assert (section.blocks[0].start_line, section.blocks[-1].end_line) == (section.start_line, section.end_line)
        assert (section.heading is None) <= (number == 0)
        assert section.level == (section.heading.level if section.heading else 0)
        assert section.trail[-1:] == ((section.heading.text,) if section.heading else ())
        assert all(section.start_line <= link.line <= section.end_line for link in section.links)


@given(ANY)
def test_a_span_holds_what_the_link_says(text: str) -> None:
    parsed = document(text)
    for link in (link for section in parsed.sections for link in section.links):
        written = text[link.start : link.end]
        assert text.count("\n", 0, link.start) + 1 == link.line
        if link.kind in ("reference", "image_reference"):
            assert parsed.definitions[normalizeReference(written)] == link.target
        else:
            # In a table `\|` is written for `|` whatever it stands in.
            assert link.target in {
                f"{scheme}{unescapeAll(w)}"
                for scheme in ("", "mailto:")
                for w in (written, written.replace("\\|", "|"))
            }


@given(ANY)
def test_equal_texts_differ_by_their_path_only(text: str) -> None:
    parsed = parse_text(text, jsx=False)
    assert parsed == parse_text(text, jsx=False)
    moved = with_source(parsed, SourceFile("x/y.md", "x/y.md", text, sha256="", size=0))
    assert [s.id.removeprefix("x/y.md") for s in moved.sections] == [
        s.id.removeprefix("doc.md") for s in document(text).sections
    ]


def expected(text: str) -> tuple[list[tuple[str, int, int]], list[str]]:
    """Top-level blocks (kind, first and last line that is not blank) and link targets by markdown-it-py alone."""
    lines = text.split("\n")
    blocks, targets = [], []
    for token in REFERENCE.parse(text):
        if token.level == 0 and token.nesting >= 0 and token.map and token.type != "inline":
            first, last = token.map
            while last > first and not lines[last - 1].strip(" \t"):
                last -= 1
            blocks.append((KINDS.get(token.type, token.type), first + 1, last))
        for child in token.children or []:
            targets += [value for name, value in child.attrs.items() if name in ("href", "src")]
    return blocks, targets


@given(texts("commonmark"))
def test_blocks_and_links_are_those_of_markdown_it(text: str) -> None:
    """Left out: a comment that ends in `--->`, and `(` at the very end, which markdown-it-py reads otherwise than the
    specification does.
    """
    assume("--->" not in text and not text.rstrip().endswith("("))
    parsed = document(text)
    assume(parsed.front_matter is None)
    blocks, targets = expected(text)
    assert [(b.kind, b.start_line, b.end_line) for s in parsed.sections for b in s.blocks] == blocks
    links = [link for section in parsed.sections for link in section.links]
    assert Counter(link.target for link in links if not link.kind.startswith("html")) == Counter(targets)


def test_the_reference_is_markdown_it_itself() -> None:
    """The class that the law compares with differs from the library in normalising no link, and in nothing else."""
    text = "# a\n\n- b\n\n| c | d |\n|---|---|\n| [e](f.md) | g |\n"
    stock = MarkdownIt("commonmark").enable("table")
    assert [(t.type, t.map) for t in REFERENCE.parse(text)] == [(t.type, t.map) for t in stock.parse(text)]
