"""What a page shows in another form than its source is the same, and what reads nearly like it is not."""

from __future__ import annotations

import pytest

from docpipe.consolidate.copying import callouts
from docpipe.model import BlockKind
from docpipe.verify.shown import fenced, is_empty, shown, words

SAME: dict[str, tuple[BlockKind, str, str]] = {
    "a heading in a list, in bold": ("list", "- one\n\n  #### Two\n\n  three", "- one\n\n  **Two**\n\n  three"),
    "an empty comment that keeps a quote apart": ("list", "- one\n\n  > two", "- one\n\n  <!-- -->\n\n  > two"),
    "a heading's attributes": ("heading", '## A {#a .b c="d"}', "## A"),
    "a template in the target of a link": ("paragraph", '<a class="b" href="{{< go >}}">Go</a>', '<a class="b">Go</a>'),
    "a definition in a quote, shown as text": ("quote", "> [a]: b.md\n> c", "> \\[a]: b.md\n>\n> c"),
    "the paragraphs of a footnote": (
        "footnote", "[^a]: b\n<Tab\n\n    See &lt;it>.", "[^1-a]: b\n    &lt;Tab\n\n    See &lt;it>."
    ),
    "what looks like a callout in a list": ("list", "- a\n!!! note", "- a\n    \\!!! note"),
    "a directive in a list that is never closed": ("list", "- a\n:::note", "- a\n    &#58;::note"),
    "blanks within a link that is gone": ("list", "- **[ b ](c.md)** d", "- **b** d"),
    "a target with a bar in a table": ("table", "| a |\n|---|\n| [b](c\\|d.md) |", "| a |\n|---|\n| b |"),
    "an alert in a quote": ("quote", "> > [!NOTE]\n> > one", '> !!! note "Note"\n>     one'),
    "an alert in a list": ("list", "- a\n\n  > [!TIP]\n  > one", '- a\n\n    !!! tip "Tip"\n        one'),
    "a footnote that nothing names, shown as text": ("footnote", "[^a]: b\n\n        c", "\\[^a]: b\n\n    c"),
    "an instruction in a quote, shown as text": ("quote", "> <?php 1 ?>", "> &lt;?php 1 ?>"),
    "a comment that is never closed": ("list", "- <!-- one", "- &lt;!-- one"),
    "a heading with a tag at its end, in bold": ("quote", "> # A &lt;b&gt;", "> **A &lt;b&gt;**"),
    "an unknown element, shown as text": ("callout", "> [!NOTE]\n> one </TabItem>", '!!! note\n    one &lt;/TabItem>'),
}  # fmt: skip
OTHER: dict[str, tuple[BlockKind, str, str]] = {
    "a heading in a list made plain": ("list", "- one\n\n  #### Two\n\n  three", "- one\n\n  Two\n\n  three"),
    "a heading in a list that lost a word": ("list", "- one\n\n  #### Two more\n", "- one\n\n  **Two**\n"),
    "braces of a heading that name no anchor": ("heading", "## A {b}", "## A"),
    "a comment that says something": ("list", "- one\n\n  > two", "- one\n\n  <!-- not -->\n\n  > two"),
    "a word of a templated link": ("paragraph", '<a class="b" href="{{< go >}}">Go</a>', '<a class="b">Stop</a>'),
    "another definition in a quote": ("quote", "> [a]: b.md\n> c", "> \\[a]: d.md\n>\n> c"),
    "a word nested deeper than is read": ("list", "- " * 40 + "one", "    " + "- " * 40 + "two"),
    "another word in the second paragraph of a footnote": ("footnote", "[^a]: b\n\n    c", "[^1-a]: b\n\n    d"),
    "a word of a target with a bar": ("table", "| a |\n|---|\n| [b](c\\|d.md) |", "| a |\n|---|\n| e |"),
    "another kind of alert in a quote": ("quote", "> > [!NOTE]\n> > one", '> !!! tip "Tip"\n>     one'),
    "a callout that was none": ("quote", "> > one", '> !!! note "Note"\n>     one'),
    "a footnote without its mark": ("footnote", "[^a]: b", "b"),
    "a word of an instruction": ("quote", "> <?php 1 ?>", "> &lt;?php 2 ?>"),
    "another unknown element": ("callout", "> [!NOTE]\n> one </TabItem>", "!!! note\n    one &lt;/Tabs>"),
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_the_same(name: str) -> None:
    kind, source, page = SAME[name]
    assert shown(kind, source.split("\n"), {}).text == shown(kind, page.split("\n"), {}).text


@pytest.mark.parametrize("name", OTHER)
def test_not_the_same(name: str) -> None:
    kind, source, page = OTHER[name]
    assert shown(kind, source.split("\n"), {}).text != shown(kind, page.split("\n"), {}).text


@pytest.mark.parametrize("line", ['!!!{} "x', "::: a b{}c", '!!! a{} "x'])
def test_the_opening_of_a_callout_ends(line: str) -> None:
    """It is read in linear time, or this test does not come back."""
    opening = line.format(" " * 20_000)
    shown("callout", [opening, "    one"], {})
    callouts.opening(opening)


def test_blanks_before_the_language_of_a_fence_say_nothing_and_another_language_does() -> None:
    assert fenced(["``` sql", "SELECT 1", "``` "]) == fenced(["```sql", "SELECT 1", "```"])
    assert fenced(["``` sql", "SELECT 1", "```"]) != fenced(["```bash", "SELECT 1", "```"])


def test_each_alternative_between_bars_must_stand_where_a_block_was_merged() -> None:
    both = words("paragraph", ['{{ keys "NAME|HOST" }}'], {})
    assert both <= words("paragraph", ['{{ keys "PORT|NAME|HOST" }}'], {})
    assert not both <= words("paragraph", ['{{ keys "PORT|NAME" }}'], {})


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("html", '<h2 align="center">Install</h2>', True),  # a heading, which may go when nothing is left below it
        ("html", "<h2>Install</h2>\n<p>By hand.</p>", False),
        ("html", "<h2>Install <b>now</b></h2>", False),
        ("html", "<p>Install</p>", False),
        ("html", '<p align=center><a name="top">', True),
        ("html", '<a href="https://example.org">', False),
        ("list", "- [A [B] C](#a-b-c)\n  - [[D] E](#d-e)", True),
        ("list", "- [A [B] C](#a-b-c): read it first", False),
        ("list", "- [A [B] C](other.md#a-b-c)", False),
    ],
)
def test_what_may_be_dropped(kind: str, text: str, expected: bool) -> None:
    assert is_empty(kind, text.split("\n")) is expected
