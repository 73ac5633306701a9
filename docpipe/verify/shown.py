"""Lines of Markdown -> what they show a reader: the ground on which a source and its copy are compared.

What may change in a copied span (heading marks, link targets, callout syntax, indentation, docpipe's own marks) is
taken away; every word and the structure stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from docpipe.verify import markup

OWN = "<!-- docpipe:own -->"
END = "<!-- docpipe:end -->"
VERBATIM = frozenset({"code", "html", "mdx", "math"})

_DELETED = re.compile(r'<del class="docpipe">([^<]*)</del>')
_INSERTED = re.compile(r'<ins class="docpipe">[^<]*</ins>')
_ADDRESS = re.compile(r"""\b(href|src|srcset)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
_LANGUAGE = re.compile(r"(?!\w+\s*=)(?:[\w#.+-]+(?=\s|$|\{)|[\w#+-]+)")
_HEADING = re.compile(r"^\s*#{1,6}(?=\s|$)|\s+#+\s*$|\s*\{:?[ \t]*#[^\s{}#.]+[^{}]*\}\s*$")
_BOLD = re.compile(r"^\*\*([^*]+)\*\*$")  # a heading where no heading may stand, as in a folded note
_UNDERLINE = re.compile(r"\s*(?:=+|-+)\s*")
_DELIMITERS = re.compile(r"[\s|:-]+")
# A tag whose attributes, if any, style or name it: what is named `title` or `href` there would be content.
_BARE_TAG = re.compile(
    r"</?[A-Za-z][\w.-]*"
    r"(?:\s+(?:class|className|id|name|style|align|width|height|key)=(?:\"[^\"]*\"|'[^']*'|\{[^{}]*\}|[\w#%.-]++))*\s*/?>"
)
_HTML_HEADING = re.compile(r"<(h[1-6])(?:\s[^<>]*+)?>[^<>]*+</\1>", re.IGNORECASE)
_CONTENTS_LINK = re.compile(r"\[(?:[^\[\]]|\[[^\[\]]*\])*+\]\(#[^()\s]*\)")
_TARGET = re.compile(r"\]\([^()\s]*+\)")
_STRUCTURE = re.compile(r"</?[a-z][a-z0-9]*>")
_LABEL = re.compile(r"\s*\[\^[^\]\s]+\]:")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_ADMONITION = re.compile(r"""(\s*)(?:(?:!!!|\?\?\?\+?)\s*([\w-]*)[^"]*|===[!+]?\s*(?="))(?:"(.*)")?\s*$""")
_DIRECTIVE = re.compile(r"\s*:{3,}\s*([\w-]*)\s*(?:\[(.*)\]|\{.*\}|(.*?))\s*$")
_GUARD = re.compile(r"^(\s*)(?:\\(?=!!!)|(&#(?:63|61|58);))(?=!!|\?\?|==|::)")
_ALERT = re.compile(r"\s{0,3}>\s?\[!(\w+)\]\s*(.*)$")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_PUNCTUATION = ".,;:!?()[]{}\"'“”‘’«»„…*_`|~<>。，、；：！？（）「」"

# What stands for inline elements: breaks are blanks, links are compared by their targets; code and emphasis by marks.
_MARKS = {
    "softbreak": " ",
    "hardbreak": " ",
    "link_open": "\x02",
    "link_close": "\x03",
    "text": "",
    "html_inline": "",
    "image": "",
}
_TAGGED = frozenset({"text", "html_inline"})  # where a tag may stand, as an element or as its own text

# Blanks at the ends of a link's words, which a link that leads nowhere loses: between stars they would end emphasis.
_LINK_BLANKS = re.compile(r"(?<!\w)\x02\s++|(?<!\s)\s++\x03(?!\w)")
_UNMARKED = {0x02: None, 0x03: None}
_FOLLOWED = re.compile(r"https?:|mailto:|ftp:|tel:", re.IGNORECASE)
_MAX_NESTING = 60
_markdown = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING, "inline_definitions": True}).enable(
    ["table", "strikethrough"]
)
_markdown.validateLink = lambda url: True  # type: ignore[method-assign] # a link that a host bars is one all the same


@dataclass(frozen=True, slots=True)
class Shown:
    """`text` in reading order with structure marks, and the link and image targets in order.

    `linked_images` are the targets of images inside links: a remote one has no place of its own on a page.
    """

    text: tuple[str, ...]
    targets: tuple[str, ...]
    linked_images: frozenset[str]


def unmarked(line: str) -> str:
    """`line` without docpipe's own marks in it: struck words stand, inserted ones go."""
    if "docpipe" not in line:
        return line
    return _INSERTED.sub("", _DELETED.sub(r"\1", line))


def shown(kind: str, lines: Sequence[str], definitions: Mapping[str, str]) -> Shown:
    """What the lines of a block of `kind` show; `definitions` are its document's reference definitions."""
    text = _FOOTNOTE.sub("[^]", "\n".join(_prepared(kind, lines)))
    named = " ".join(text.casefold().split()) if "[" in text else ""
    used = "".join(
        f"\n\n[{label}]: <{target}>"
        for label, target in definitions.items()
        if " ".join(label.casefold().split()) in named  # a changelog has thousands, and a block names a few
    )
    reader = _Reader(text.split("\n"))
    if kind in ("paragraph", "heading", "table"):  # inline only: what can end a paragraph differs between the dialects
        environment: dict[str, object] = {}
        _markdown.parse(used, environment)
        for part in text.split("\n") if kind == "table" else [text]:
            reader.walk(_markdown.parseInline(part, environment))
    else:
        tokens = _markdown.parse(text + used)
        if any(token.nesting > 0 and token.level == _MAX_NESTING - 1 for token in tokens):
            return Shown(tuple(text.split()), (), frozenset())  # what stands deeper is in no token: every mark counts
        reader.walk(tokens)
    return Shown(tuple(reader.words), tuple(reader.targets), frozenset(reader.linked_images))


def _prepared(kind: str, lines: Sequence[str]) -> Sequence[str]:
    if kind == "heading":
        bare = (_HEADING.sub("", line).strip() for line in lines if not _UNDERLINE.fullmatch(line))
        return [_BOLD.sub(r"\1", line) for line in bare]
    if kind == "paragraph":
        return [line.strip() for line in lines]
    if kind == "table":  # a line a row: a bar in code is escaped in one dialect and not in the other
        rows = [line for line in lines if not _DELIMITERS.fullmatch(line)]
        rows = [_TARGET.sub(lambda target: target[0].replace("\\|", "%7C"), row) for row in rows]
        return [row.replace("\\|", " ").replace("|", " ").strip() for row in rows]
    lines = _dedent(lines)
    if kind == "footnote":  # its label is another on the page; what stands below it is indented by four
        first, *rest = lines
        lines = [_LABEL.sub("", first), *(_without_columns(line, min(4, _columns(line))) for line in rest)]
    return _without_callouts(lines)


def footnotes(lines: Sequence[str]) -> list[str]:
    """The labels of footnotes that the lines set or name, in order."""
    return [label[2:-1] for line in lines if "[^" in line for label in _FOOTNOTE.findall(line)]


def is_empty(kind: str, lines: Sequence[str]) -> bool:
    """Whether a block shows no word: HTML of bare tags, or a table of contents, which the site makes anew."""
    text = "\n".join(lines)
    if kind in ("html", "mdx"):
        heading = _HTML_HEADING.fullmatch(text.strip()) if kind == "html" else None
        return not any(map(str.isalnum, _BARE_TAG.sub("", text))) or heading is not None
    links = _CONTENTS_LINK.sub("", text)
    return kind == "list" and links != text and not any(map(str.isalpha, links))


def fenced(lines: Sequence[str]) -> tuple[str, ...]:
    """The code of a fence, byte for byte, and its language."""
    token = _fence(lines)
    if token is None:
        return verbatim(lines)
    language = _LANGUAGE.match(token.info.strip())
    return (language[0] if language else "", token.content.rstrip("\n"))


def fence_words(lines: Sequence[str]) -> frozenset[str]:
    """The words of a fence's first line, whatever the syntax that they stand in."""
    token = _fence(lines)
    return frozenset(word for word in re.findall(r"\w+", token.info) if word != "title") if token else frozenset()


def _fence(lines: Sequence[str]) -> Token | None:
    return next((token for token in _markdown.parse("\n".join(_dedent(lines))) if token.type == "fence"), None)


def verbatim(lines: Sequence[str]) -> tuple[str, ...]:
    """`lines` byte for byte, but for the indentation they share and the addresses in HTML attributes."""
    return tuple(_ADDRESS.sub(r"\1=", unmarked(line)).rstrip() for line in _dedent(lines) if line.strip())


def words(kind: str, lines: Sequence[str], definitions: Mapping[str, str]) -> frozenset[str]:
    """Every distinct word, number, flag, path and command that lines of a block of `kind` show, letter case apart."""
    text = [unmarked(line) for line in lines]
    if kind == "html":
        tokens: Sequence[str] = markup.shown("\n".join(text))
    else:
        tokens = " ".join(text).split() if kind in VERBATIM else shown(kind, text, definitions).text
    tokens = [part for token in tokens if not _STRUCTURE.fullmatch(token) for part in token.split("|")]
    found: set[str] = set()
    for token in tokens:
        word = token.strip(_PUNCTUATION).casefold()
        found.update(word if _CJK.search(word) else [word])
    return frozenset(word for word in found if any(map(str.isalnum, word)))


def _without_callouts(lines: Sequence[str]) -> list[str]:
    """The same lines with each callout's body in place of the callout, its title before it where it has its own.

    What looks like the opening of a callout and is prose, as a page guards it, is taken for one on both sides.
    """
    result: list[str] = []
    index = 0
    while index < len(lines):
        line = _GUARD.sub(lambda guard: guard[1] + unescape(guard[2] or ""), lines[index])
        index += 1
        if found := _ALERT.match(line):
            body: list[str] = []
            while index < len(lines) and lines[index].lstrip().startswith(">"):
                body.append(re.sub(r"^\s{0,3}> ?", "", lines[index]))
                index += 1
            result += [*_titled(found[1], found[2]), *_without_callouts(body), ""]
        elif found := _ADMONITION.match(line):
            body = []
            while index < len(lines) and (not lines[index].strip() or lines[index].startswith(found[1] + "    ")):
                body.append(lines[index][4:])
                index += 1
            result += [found[1] + title for title in _titled(found[2] or "", found[3])] + _without_callouts(body) + [""]
        elif found := _DIRECTIVE.match(line):
            result += _titled(found[1], found[2] or found[3])
        else:
            result.append(line)
    return result


def _titled(kind: str, title: str | None) -> list[str]:
    """The title as a paragraph; of a callout without one, its kind, which is what a site shows."""
    return [(title or kind).strip().casefold(), ""]


def _dedent(lines: Sequence[str]) -> list[str]:
    """`lines` without the columns of indentation that they share; a tab reaches to the next multiple of four."""
    shared = min((_columns(line) for line in lines if line.strip()), default=0)
    return [_without_columns(line, shared) for line in lines]


def _columns(line: str) -> int:
    columns = 0
    for character in line:
        if character not in " \t":
            break
        columns += 1 if character == " " else 4 - columns % 4
    return columns


def _without_columns(line: str, wanted: int) -> str:
    """`line` without its first `wanted` columns of white space; of a tab that reaches beyond them, blanks remain."""
    columns = at = 0
    while columns < wanted and at < len(line) and line[at] in " \t":
        columns += 1 if line[at] == " " else 4 - columns % 4
        at += 1
    return " " * (columns - wanted) + line[at:]


def _mark(token: Token) -> str:
    """What stands for an inline token besides its content. An address that may not be linked is shown as code."""
    if token.type == "link_open" and token.markup == "autolink" and not _FOLLOWED.match(str(token.attrGet("href"))):
        return "`"
    return _MARKS.get(token.type, token.markup[:1])


class _Reader:
    """Collects what parsed Markdown shows."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.words: list[str] = []
        self.targets: list[str] = []
        self.linked_images: list[str] = []

    def walk(self, tokens: Iterable[Token]) -> None:
        heading = False
        for token in tokens:
            if token.type == "inline":
                start = len(self.words)
                self._inline(token.children or ())
                if heading and len(self.words) > start:  # in a list or a callout a page has it in bold instead
                    self.words[start] = f"*{self.words[start]}"
                    self.words[-1] += "*"
            elif token.type == "html_block":
                self.words += markup.shown(token.content)
            elif token.type == "definition":
                self._definition(token)
            elif token.content:
                self.words += token.content.split()
            elif token.nesting == 1 and token.type in {"list_item_open", "blockquote_open", "td_open", "th_open"}:
                self.words.append(f"<{token.tag}{token.info}>")
            heading = token.type == "heading_open"

    def _definition(self, token: Token) -> None:
        """A page shows one in a list or a quote as text, because its words may be meant as such."""
        first, last = token.map or (0, 0)
        if last <= len(self.lines):  # behind them stand the definitions that links of the block need
            opening, *rest = self.lines[first:last]
            text = [opening[opening.find("[") :], *(line.strip(" \t>") for line in rest)]
            self.walk(_markdown.parseInline("\\" + "\n".join(text), {}))

    def _inline(self, children: Iterable[Token]) -> None:
        run: list[str] = []
        depth = 0
        for child in children:
            if child.type == "link_open":
                self.targets.append(str(child.attrGet("href")))
            elif child.type == "image":
                self.targets.append(str(child.attrGet("src")))
                self.linked_images += self.targets[-1:] if depth else []
            depth += child.nesting if child.type in {"link_open", "link_close"} else 0
            run.append(_mark(child) + (markup.tagged(child.content) if child.type in _TAGGED else child.content))
        self.words += _LINK_BLANKS.sub("", "".join(run)).translate(_UNMARKED).split()
