"""One source block -> lines that Python-Markdown shows as CommonMark shows the block.

Containers are walked by the parser's tokens; what stands in them is copied, with new indentation. No word changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markdown_it.token import Token

from docpipe.consolidate.copying import callouts, fences, inline, markup
from docpipe.consolidate.copying.markers import CLOSE, LinkFate, mark, unmark
from docpipe.model import BlockKind
from docpipe.parse import engine
from docpipe.text.plain import plain, without_line_tags

SEPARATOR = "<!-- -->"  # Python-Markdown would read two lists in a row, or two quotes, as one
INDENT = "    "
_WITH_NOTES = frozenset(("paragraph", "list", "quote", "callout", "footnote", "table"))
_NAMED = re.compile(rf"\[\^([^\]\s]+{CLOSE})\]")
_FLOWING = ("paragraph", "bullet_list", "ordered_list")
_LEADING = ("paragraph", "heading", "table")
_NEVER_LEADING = ("callout", "code_block", "fence", "footnote", "math", "mdx")
_ORDERED = re.compile(r"[0-9]{1,9}")
_CODE = re.compile(r"(?<!`)(`+)(?!`)[^`]*+\1(?!`)")  # in a cell, where Python-Markdown takes `\|` as it stands
_HEADING_ID = re.compile(r"(?<!\s)\s++\{:?[ \t]*#[^\s{}#.]+[^{}]*\}\s*$")


@dataclass(frozen=True, slots=True)
class Context:
    """What copying needs to know beyond the block: what becomes of its links and footnotes.

    `footnotes`: the labels on the page of those notes that stand there and are named there. Any other is text, as it is
    on a host. `set_before`: of which of them the page has the note already, because a second one would take its place.
    """

    links: Sequence[tuple[int, LinkFate]] = ()  # offset in the block's text of each target, ascending, and its fate
    footnotes: Mapping[str, str] = field(default_factory=dict)
    set_before: frozenset[str] = frozenset()
    paired: bool = False  # HTML whose open elements another block on the page closes, or the other way round


@dataclass(frozen=True, slots=True)
class Copy:
    """A block as it stands on a page, and the footnotes that it sets there, by their labels in the source.

    `verbatim`: why it stands there as indented code, if it may not be shown as what it is.
    """

    lines: tuple[str, ...]
    verbatim: str = ""
    sets: frozenset[str] = frozenset()


def copy(kind: BlockKind, text: str, context: Context = Context()) -> Copy:
    """The lines of a block of that kind, whose source is `text`, for the top level of a page."""
    if kind in ("mdx", "math"):
        return _as_code(text, "a formula" if kind == "math" else "MDX")
    if kind == "html" and not context.paired and markup.open_elements(text) != ():
        return _as_code(text, "HTML that a page does not show")
    marked = mark(text, [place for place, _ in context.links])
    parsed = engine.blocks(marked, 0, jsx=False)
    if engine.too_deep(parsed.tokens):
        return _as_code(text, "nested too deep for a page")
    writer = _Writer(marked, context)
    if kind == "paragraph" and [token.type for token in parsed.tokens] != ["paragraph"]:
        lines = writer.paragraph(marked)  # alone it would be another block
    else:
        lines = writer.write(parsed.tokens)
    return Copy(tuple(lines), sets=frozenset(writer.sets)) if lines else _as_code(text, "unknown markup")


def footnotes(kind: BlockKind, text: str, labels: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Which of the footnotes `labels` a block sets, and which it names where they would be shown as such."""
    if "[^" not in text or kind not in _WITH_NOTES:
        return frozenset(), frozenset()
    marked = {label: f"{label}{CLOSE}" for label in labels}
    lines = copy(kind, text, Context(footnotes=marked, set_before=frozenset(labels))).lines
    named = frozenset(label[:-1] for line in lines for label in _NAMED.findall(line))
    return copy(kind, text, Context(footnotes=marked)).sets, named


def heading(text: str, context: Context = Context()) -> tuple[str, tuple[str, ...]]:
    """The words of a heading for one line, marks and explicit id removed; and the lines of what else the block holds.

    An HTML block that begins with a heading may hold more than it.
    """
    marked = mark(text, [place for place, _ in context.links])
    token = next(iter(engine.blocks(marked, 0, jsx=False).tokens), None)
    content, rest = token.content if token else marked, ""
    if token and token.type == "html_block":
        content, rest = markup.heading(token.content)
    # No footnotes: the site makes no anchor of their marks.
    shown = inline.rewrite(_HEADING_ID.sub("", content), [fate for _, fate in context.links], {})
    return " ".join(shown.split()), () if markup.bare(rest) else _rest(rest, context)


def heading_words(text: str, links: Sequence[tuple[int, LinkFate]]) -> str:
    """The words that the site shows of a heading: what it makes an anchor of.

    Those of pictures are left out, and a tag parts no words there (`<div>a</div>b` gives `ab`).
    """
    shown = heading(text, Context(links))[0].replace("][", "]\\[")  # all links that a page has hold their target
    return plain(without_line_tags(shown), images=False)


def _rest(html: str, context: Context) -> tuple[str, ...]:
    """What stands around the heading in an HTML block: as HTML where it may be shown, else as code."""
    if markup.open_elements(html) == ():
        return tuple(
            line for line in markup.show(html, [fate for _, fate in context.links]).split("\n") if line.strip()
        )
    return _as_code(unmark(html).strip("\n"), "HTML").lines


def bold(words: str) -> str:
    """A heading where no heading may stand: one line in bold, or as it is where it has stars of its own."""
    shown = " ".join(words.split())
    return shown if "*" in shown or not shown else f"**{shown}**"


def _as_code(text: str, reason: str) -> Copy:
    return Copy(tuple(INDENT + line if line.strip() else "" for line in text.split("\n")), reason)


class _Writer:
    """Walks tokens and writes lines, without the indentation of the container that holds them.

    A heading inside a quote, list or callout becomes a line in bold: the page's outline is made of sections alone.
    """

    def __init__(self, text: str, context: Context) -> None:
        self.text = text
        self.source = text.split("\n")
        self.context = context
        self.fates = [fate for _, fate in context.links]
        self.sets: set[str] = set()

    def write(self, tokens: Sequence[Token]) -> list[str]:
        """The lines of sibling tokens, a blank line between blocks."""
        return _joined(self._blocks(tokens), tight=False)

    def _blocks(self, tokens: Sequence[Token]) -> list[tuple[str, list[str]]]:
        blocks: list[tuple[str, list[str]]] = []
        index = 0
        while index < len(tokens):
            token = tokens[index]
            end = _end(tokens, index)
            inside = tokens[index + 1 : end]
            lines = self._block(token, inside)
            if lines:
                blocks.append((token.type.removesuffix("_open"), lines))
            index = end + 1
        return blocks

    def _block(self, token: Token, inside: Sequence[Token]) -> list[str]:  # noqa: PLR0911 - one line a kind
        match token.type:
            case "paragraph":
                return self.paragraph(token.content)
            case "heading":
                return [line for line in [bold(self._inline(token.content))] if line]
            case "bullet_list_open" | "ordered_list_open":
                return self._list(inside)
            case "blockquote_open":
                return self._quote(inside)
            case "callout_open":
                return self._callout(token, inside)
            case "footnote_open":
                return self._footnote(token, inside)
            case "fence":
                return self._fence(token)
            case "table":
                return self._table(token)
            case "html_block":
                return self._html(token)
            case "hr":
                return ["___"]  # which no list marker before it makes another rule of
            case "definition":
                first, *rest = self._source(token)
                return self.paragraph(
                    "\n".join([first[first.find("[") :], *(line.lstrip(" \t>").rstrip() for line in rest)])
                )
            case _:  # code, formulas, MDX: as they are
                return [INDENT + line if line else "" for line in self._raw(token)]

    def _inline(self, text: str) -> str:
        return inline.rewrite(text, self.fates, self.context.footnotes)

    def paragraph(self, content: str) -> list[str]:
        """The lines of one paragraph."""
        lines = self._inline(content).split("\n")
        return [inline.guard_line(_trimmed(line)) for line in lines]

    def _list(self, inside: Sequence[Token]) -> list[str]:
        items: list[list[str]] = []
        loose = False
        index = 0
        while index < len(inside):
            end = _end(inside, index)
            token = inside[index]
            children = inside[index + 1 : end]
            blocks = _led(self._blocks(children))
            tight = not any(self._after_blank(child) for child in children[1:] if child.level == token.level + 1)
            # An item that follows code or a quote without a blank line would be read as its last line.
            loose = loose or not tight or any(kind not in _FLOWING for kind, _ in blocks)
            loose = loose or (index > 0 and self._after_blank(token))
            marker = f"{token.info}." if _ORDERED.fullmatch(token.info or "") else token.markup
            items.append(_item(marker, _joined(blocks, tight=tight)))
            index = end + 1
        return _separated(items, blank=loose)

    def _quote(self, inside: Sequence[Token]) -> list[str]:
        alert = callouts.alert(inside)
        lines = self.write(inside)
        if alert:
            return [alert, *_indented(lines[1:] or [SEPARATOR])]
        return [f"> {line}" if line else ">" for line in lines or [""]]

    def _callout(self, token: Token, inside: Sequence[Token]) -> list[str]:
        opening = callouts.opening(token.info.strip())
        return [self._inline(opening), *_indented(self.write(inside) or [SEPARATOR])]

    def _footnote(self, token: Token, inside: Sequence[Token]) -> list[str]:
        label = unmark(token.info)
        if label not in self.context.footnotes or label in self.context.set_before | self.sets:
            return _labelled(label, self._blocks(inside))
        self.sets.add(label)
        first, *rest = self.write(inside) or [""]
        return [f"[^{self.context.footnotes[label]}]: {first}", *_indented(rest)]

    def _fence(self, token: Token) -> list[str]:
        content = unmark(token.content).removesuffix("\n")
        fence = token.markup[0] * max(3, _longest_run(content, token.markup[0]) + 1, len(token.markup))
        return [
            fences.opening(fence, unmark(token.info).strip()),
            *(content.split("\n") if token.content else ()),
            fence,
        ]

    def _table(self, token: Token) -> list[str]:
        rows = (self.text[begin:].partition("\n")[0] for begin in token.meta["begins"])
        return [_CODE.sub(lambda code: code[0].replace("\\|", "|"), self._inline(row.strip())) for row in rows]

    def _html(self, token: Token) -> list[str]:
        """HTML; where Python-Markdown reads Markdown in it there is none."""
        raw = not token.level and markup.is_raw(token.content)
        content = token.content if raw else markup.without_markdown(token.content)
        if not self.context.paired and markup.open_elements(content) != ():
            return [inline.guard_html_line(self._inline(line.strip())) for line in content.splitlines() if line.strip()]
        lines = markup.show(content, self.fates).rstrip("\n").split("\n")
        return [inline.guard_html_line(line.strip()) for line in lines] if not raw else lines

    def _after_blank(self, token: Token) -> bool:
        first = token.map[0] if token.map else 0
        return first > 0 and not self.source[first - 1].strip(" \t>")

    def _source(self, token: Token) -> Sequence[str]:
        start, end = token.map or (0, 0)
        return self.source[start:end]

    def _raw(self, token: Token) -> list[str]:
        text = token.content or "\n".join(line.strip().lstrip(" \t>") for line in self._source(token))
        return unmark(text).rstrip().split("\n")


def _end(tokens: Sequence[Token], index: int) -> int:
    """The index of the token that closes `tokens[index]`; its own for one that holds nothing."""
    depth = 0
    for position in range(index, len(tokens)):
        depth += tokens[position].nesting
        if depth == 0:
            return position
    return len(tokens) - 1


def _joined(blocks: Sequence[tuple[str, list[str]]], *, tight: bool) -> list[str]:
    """Sibling blocks, a blank line between them; none before a list in a tight item."""
    lines: list[str] = []
    previous = ""
    for kind, block in blocks:
        if previous:
            if not (tight and previous == "paragraph" and kind.endswith("_list")):
                lines.append("")
            if _runs_on(previous, kind):
                lines += (SEPARATOR, "")
        lines += block
        previous = kind
    return lines


def _runs_on(previous: str, kind: str) -> bool:
    """Whether Python-Markdown would read two sibling blocks as one."""
    lists = ("bullet_list", "ordered_list")
    if kind in ("code_block", "definition", "math", "mdx"):
        return previous in (*lists, "callout", "footnote", "code_block")
    return (previous in lists and kind in lists) or (previous == kind == "blockquote")


def _labelled(label: str, blocks: Sequence[tuple[str, list[str]]]) -> list[str]:
    """A footnote that is none on the page: its label as text, and what it says below."""
    lines = _joined(blocks, tight=False)
    if blocks and blocks[0][0] == "paragraph":
        return [f"\\[^{label}]: {lines[0]}", *lines[1:]]
    return [f"\\[^{label}]:", *([""] if lines else []), *lines]


def _led(blocks: Sequence[tuple[str, list[str]]]) -> Sequence[tuple[str, list[str]]]:
    """The blocks of an item, after a comment where they begin with one that no marker may stand before.

    Python-Markdown takes the rest of the first line for a paragraph, and its end for the end of a list or a quote.
    """
    if blocks and (blocks[0][0] in _LEADING or len(blocks[0][1]) == 1):
        return blocks if blocks[0][0] not in _NEVER_LEADING else [("comment", [SEPARATOR]), *blocks]
    return [("comment", [SEPARATOR]), *blocks]


def _item(marker: str, lines: list[str]) -> list[str]:
    first, *rest = lines or [""]
    return [f"{marker} {first}".rstrip() if not first.endswith("  ") else f"{marker} {first}", *_indented(rest)]


def _separated(items: list[list[str]], *, blank: bool) -> list[str]:
    lines: list[str] = list(items[0]) if items else []
    for _, item in pairwise(items):
        lines += ([""] if blank else []) + item
    return lines


def _indented(lines: Sequence[str]) -> list[str]:
    return [INDENT + line if line else "" for line in lines]


def _trimmed(line: str) -> str:
    """A line of a paragraph without the blanks around it, but with the two at its end that break the line."""
    return line.strip() + ("  " if line.endswith("  ") else "")


def _longest_run(text: str, character: str) -> int:
    """How many of `character` a line of `text` begins with, at most, blanks before them left out."""
    starts = (len(line) - len(line.lstrip(character)) for line in map(str.lstrip, text.split("\n")))
    return max((run for run in starts if run >= 3), default=0)
