"""Lines of Markdown -> what they show a reader: the ground on which a source and its copy are compared.

What may change in a copied span (heading marks, link targets, callout syntax, indentation, docpipe's own marks) is
taken away; every word and the structure stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from docpipe.parse import engine
from docpipe.verify import markup

OWN = "<!-- docpipe:own -->"
END = "<!-- docpipe:end -->"
VERBATIM = frozenset({"code", "html", "mdx", "math"})

PICTURE = '<ins class="docpipe">picture</ins>'  # what stands for a picture without words
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
_HTML_HEADING = re.compile(r"<(h[1-6])(?:\s[^<>]*+)?>(?:[^<>]*+</\1>|[^<>\n]*+)", re.IGNORECASE)
_CONTENTS_LINK = re.compile(r"\[(?:[^\[\]]|\[[^\[\]]*\])*+\]\(#[^()\s]*\)")
_TARGET = re.compile(r"\]\([^()\s]*+\)")
_STRUCTURE = re.compile(r"</?[a-z][a-z0-9]*>")
_FOOTNOTE = re.compile(r"\\?\[\^[^\]\s]+\]")
_NOTE = "\u207d\u207e"  # what stands for one: no bracket, which might make a link of it
_ADMONITION = re.compile(r"""(?:(?:!!!|\?\?\?\+?)\s*+([\w-]*+)[^"]*+|===[!+]*\s*(?="))(?:"(.*)")?\s*$""")
_DIRECTIVE = re.compile(r":{3,}\s*+([\w-]*+)\s*+(?:\[(.*)\]\s*$|\{.*\}\s*$|(.*)$)")
_ALERT = re.compile(r"\[!([A-Za-z]+)\]\s*(?:\n|$)")
# Titles that say only which kind of callout it is.
_KINDS = frozenset(["note", "tip", "info", "hint", "important", "warning", "caution", "danger", "error", "details"])
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
    return _INSERTED.sub("", _DELETED.sub(r"\1", line.replace(PICTURE, "<!-- -->")))


def shown(kind: str, lines: Sequence[str], definitions: Mapping[str, str]) -> Shown:
    """What the lines of a block of `kind` show; `definitions` are its document's reference definitions."""
    text = "\n".join(_prepared(kind, lines))
    named = " ".join(text.casefold().split()) if "[" in text else ""
    used = "".join(
        f"\n\n[{label}]: <{target}>"
        for label, target in definitions.items()
        if " ".join(label.casefold().split()) in named  # a changelog has thousands, and a block names a few
    )
    environment: dict[str, object] = {}
    _markdown.parse(used, environment)
    reader = _Reader(text, environment)
    if kind in ("paragraph", "heading", "table"):  # inline only: what can end a paragraph differs between the dialects
        for part in text.split("\n") if kind == "table" else [text]:
            reader.inline(part)
    else:
        tokens = engine.blocks(text, 0, jsx=False).tokens
        if engine.too_deep(tokens):
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
        return _rows([line for line in lines if not _DELIMITERS.fullmatch(line)])
    return _dedent(lines, step=4)  # as in a note; blanks before what stands in the source say where a fence is


def _rows(rows: Sequence[str]) -> list[str]:
    """The rows of a table with blanks between their cells."""
    rows = [_TARGET.sub(lambda target: target[0].replace("\\|", "%7C"), row) for row in rows]
    return [row.replace("\\|", " ").replace("|", " ").strip() for row in rows]


def footnotes(lines: Sequence[str]) -> list[str]:
    """The labels of footnotes that the lines set or name, in order."""
    return [label.lstrip("\\")[2:-1] for line in lines if "[^" in line for label in _FOOTNOTE.findall(line)]


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


def _dedent(lines: Sequence[str], step: int = 1) -> list[str]:
    """`lines` without the columns of indentation that they share, in whole steps; a tab ends at a multiple of four."""
    shared = min((_columns(line) for line in lines if line.strip()), default=0)
    return [_without_columns(line, shared - shared % step) for line in lines]


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


def _is_bold(children: Sequence[Token]) -> bool:
    """Whether all of it stands in one pair of double stars."""
    if len(children) < 2 or children[0].type != "strong_open" or children[0].markup != "**":
        return False
    return children[-1].type == "strong_close" and all(child.level for child in children[1:-1])


def _alert(token: Token) -> str | None:
    """The kind that the first line of a quote names, if it does."""
    found = _ALERT.match(token.content) if token.type == "paragraph" else None
    return found[1] if found else None


def _mark(token: Token) -> str:
    """What stands for an inline token besides its content. An address that may not be linked is shown as code."""
    if token.type == "link_open" and token.markup == "autolink" and not _FOLLOWED.match(str(token.attrGet("href"))):
        return "`"
    return _MARKS.get(token.type, token.markup[:1])


class _Reader:
    """Collects what parsed Markdown shows. `environment` holds the definitions that its links may name."""

    def __init__(self, text: str, environment: dict[str, object]) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.environment = environment
        self.words: list[str] = []
        self.targets: list[str] = []
        self.linked_images: list[str] = []

    def walk(self, tokens: Sequence[Token]) -> None:
        """Read blocks."""
        alert = 0  # the paragraph whose first line names the kind of a quote
        for number, token in enumerate(tokens):
            match token.type:
                case "blockquote_open" if found := _alert(tokens[number + 1]):
                    self._title(found, None)
                    alert = number + 1
                case "callout_open":
                    self._callout(token.info)
                case "footnote_open":
                    self.words.append(f"{_NOTE}:")
                case "blockquote_open" | "list_item_open":
                    self.words.append(f"<{token.tag}{token.info}>")
                case "paragraph":
                    self.inline(_ALERT.sub("", token.content, count=1) if number == alert else token.content)
                case "heading":
                    self._heading(token.content)
                case "table":
                    self._table(token)
                case "html_block":
                    self.words += markup.shown(token.content)
                case "definition":
                    self._definition(token)
                case "math" | "mdx":
                    said = " ".join(line.lstrip(" \t>") for line in self.lines[slice(*(token.map or (0, 0)))])
                    self.words += said[max(said.find("$$"), 0) :].split()
                case _:
                    self.words += token.content.split()

    def inline(self, text: str, around: str = "") -> None:
        """Read what stands in one paragraph, heading or row; with `around` on both sides if it shows a word."""
        for token in _markdown.parseInline(_FOOTNOTE.sub(_NOTE, text), self.environment):
            self._inline(token.children or (), around)

    def _callout(self, opening: str) -> None:
        """The title of a callout; of one without, its kind, which is what a site shows."""
        if found := _ADMONITION.match(opening):
            self._title(found[1] or "", found[2])
        elif found := _DIRECTIVE.match(opening):
            self._title(found[1], found[2] or found[3])

    def _title(self, kind: str, title: str | None) -> None:
        said = " ".join((title or kind).casefold().split())
        self.words.append("<callout>")
        self.words += [f"<{said}>"] if said in _KINDS else said.split()

    def _heading(self, content: str) -> None:
        """In a list or a callout a page has it in bold instead, but where it has stars of its own."""
        self.inline(content, around="" if "*" in content else "*")

    def _table(self, token: Token) -> None:
        """Row by row: a bar in code is escaped in one dialect and not in the other."""
        rows = (self.text[begin:].partition("\n")[0] for begin in token.meta["begins"])
        for row in _rows([row for row in rows if not _DELIMITERS.fullmatch(row)]):
            self.words.append("<tr>")
            self.inline(row)

    def _definition(self, token: Token) -> None:
        """A page shows one in a list or a quote as text, because its words may be meant as such."""
        opening, *rest = self.lines[slice(*(token.map or (0, 0)))]
        text = [opening[opening.find("[") :], *(line.strip(" \t>") for line in rest)]
        self.inline("\\" + "\n".join(text))

    def _inline(self, children: Iterable[Token], around: str) -> None:
        run: list[str] = []
        depth = 0
        shown = [child for child in children if child.content or child.type != "text"]
        if _is_bold(shown):  # as a heading is, in a list or a callout
            shown, around = shown[1:-1], "*"
        for child in shown:
            if child.type == "link_open":
                self.targets.append(str(child.attrGet("href")))
            elif child.type == "image":
                self.targets.append(str(child.attrGet("src")))
                self.linked_images += self.targets[-1:] if depth else []
            depth += child.nesting if child.type in {"link_open", "link_close"} else 0
            run.append(_mark(child) + (markup.tagged(child.content) if child.type in _TAGGED else child.content))
        said = _LINK_BLANKS.sub("", "".join(run)).translate(_UNMARKED)
        said = said.strip() if around else said
        self.words += f"{around}{said}{around}".split() if said.strip() else ()
