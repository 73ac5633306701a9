"""Laws of every plan, whatever the sources hold: nothing lost, nothing invented, the same twice."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from docpipe.model import Cluster
from tests.consolidate.estates import planned, scan_of
from tests.consolidate.laws import (
    assert_accounted,
    assert_headings_fit,
    assert_merged_stand_in_copied,
    assert_nothing_invented,
)

BLOCKS = [
    "Start it with `make up` on port 8080.",
    "Start it with `make up` on port 8081, as root.",
    "- one\n  - two\n\n    more\n- three",
    "1) first\n2) second",
    "```sh\nmake up\n```",
    "> quoted\n> - list",
    "> [!NOTE]\n> Mind it.",
    ":::tip\nGo.\n:::",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "<div>\n\ntext\n\n</div>",
    "<script>x</script>",
    "<h2>Html</h2>",
    "<h2>Html</h2>\n<p>more</p>",
    "<!-- a comment -->",
    "    indented code",
    "[ref]: https://example.org \"T\"",
    "See [it][ref], [b](b.md#two), ![p](p.png) and <b>this.",
    "[^1]: A footnote.",
    "With a note[^1].",
    "---",
    "$$\nx\n$$",
    "<!-- docpipe:own -->",
    "??? note \"b\"\n    inside",
    "# One",
    "## Two",
    "#### Two",
    "Setext\n===",
    "```\nunclosed",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(BLOCKS) | st.text(max_size=40), max_size=12).map("\n\n".join)


@settings(max_examples=150, deadline=None)
@given(texts=st.lists(TEXT, min_size=1, max_size=3), data=st.data())
def test_nothing_is_lost_and_nothing_invented(texts: list[str], data: st.DataObject) -> None:
    """Every block has one row, every line of a page an origin, every merged block a place; twice the same."""
    files = {f"{name}.md": text.replace("\r", "\n") for name, text in zip("abc", texts, strict=False)}
    plain = scan_of(files)
    ids = [section.id for document in plain.corpus.documents for section in document.sections]
    members = data.draw(st.lists(st.sampled_from(ids), unique=True, max_size=4)) if ids else []
    clusters = [Cluster("c-1", "near", 0.9, members[0], tuple(sorted(members)), ())] if len(members) > 1 else []
    scan = scan_of(files, clusters=clusters)
    made = planned(scan)
    assert_accounted(scan, made)
    assert_nothing_invented(made)
    assert_merged_stand_in_copied(made)
    assert_headings_fit(made)
    assert planned(scan) == made
