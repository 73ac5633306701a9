r"""Raw HTML of a source -> whether a page may show it: elements, attributes and URL schemes on an allow-list.

Python-Markdown passes HTML through, so what is not allowed must never reach a page as HTML. Linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docpipe.consolidate.copying.markers import MARKER, LinkFate, unmark

_ELEMENTS = """
a abbr b blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3
h4 h5 h6 hr i img ins kbd li mark ol p picture pre q rp rt ruby s samp small source span strike strong sub summary sup
table tbody td tfoot th thead time tr tt u ul var wbr
"""
# `srcset` is absent, it can name foreign hosts; `class` and `style` may hold some values only (see `_harmless`).
_ATTRIBUTES = """
align alt aria-hidden aria-label border cellpadding cellspacing class classname colspan decoding dir download height
href hspace id key lang loading media name open rel reversed role rowspan scope src start style target title type
valign value vspace width
"""
_PROPERTIES = """
background background-color border border-collapse color display float font-family font-size font-style font-weight
height line-height list-style margin margin-bottom margin-left margin-right margin-top max-height max-width min-width
opacity padding text-align text-decoration vertical-align white-space width
"""
_BLOCKS = """
blockquote center colgroup dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre summary table tbody
td tfoot th thead tr ul
"""
_SET_ASIDE = frozenset(_BLOCKS.split())
ELEMENTS = frozenset(_ELEMENTS.split())
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
VOID = frozenset(("br", "hr", "img", "col", "source", "wbr"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
PROPERTIES = frozenset(_PROPERTIES.split())
PICTURE = '<ins class="docpipe">picture</ins>'
_SAFE_URL = re.compile(r"https?:|mailto:|tel:|(?![A-Za-z][A-Za-z0-9+.-]*:)(?!//)", re.IGNORECASE)

_STYLE_VALUE = re.compile(r"[\w\s#%.,'\"!-]*+(?:rgba?\([\d\s,.%]*+\))?+[\w\s#%.,'\"!-]*+")
# Classes that the theme, the extensions or docpipe act on.
_THEME = re.compile(
    r"(?:^|\s)(?:md-|docpipe|mermaid|math|arithmatex|tabbed|admonition|annotate|grid|headerlink|footnote|js-|task-list)"
)

_NAME = r"[A-Za-z][A-Za-z0-9-]*+"
_VALUE = r"""(?:\s*+=\s*+(?:[^\s"'=<>`]++|'[^']*+'|"[^"]*+"))?+"""
_TAG = re.compile(rf"<(/?)({_NAME})((?:\s++[A-Za-z_:][\w.:-]*+{_VALUE})*+)\s*+(/?)>")
_ATTRIBUTE = re.compile(rf"\s++([A-Za-z_:][\w.:-]*+)({_VALUE})")
_COMMENT = re.compile(r"<!--(?!-?>)(?:(?!--!?\s*>).)*+-->", re.DOTALL)
_TAG_OR_COMMENT = re.compile(rf"{_COMMENT.pattern}|{_TAG.pattern}", re.DOTALL)
_MARKS = str.maketrans({mark: f"&#{ord(mark)};" for mark in "\\`*_[]!~|"})
# As it is read: one that is not closed before the next one begins ends with its line.
_HEADING = re.compile(
    r"<(h[1-6])(?:\s[^<>]*)?>(?:((?:(?!<h[1-6][\s>]).)*?)</\1\s*>|([^\n]*))", re.DOTALL | re.IGNORECASE
)
_FENCE = re.compile(r"\n[ \t>]*+(```|~~~)")
_IN_HEADING = frozenset(("a", "b", "br", "code", "em", "i", "img", "kbd", "small", "strong", "sub", "sup"))
_OWN = "docpipe:"


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag of HTML as written at `start` to `end`; `attributes` hold name (lower case) and value, quotes removed."""

    name: str
    closes: bool
    start: int
    end: int
    written: str
    attributes: tuple[tuple[str, str], ...]

    @property
    def allowed(self) -> bool:
        """Whether a page may hold this tag."""
        if self.name not in ELEMENTS or self.name == "source":
            return self.name == "source"  # never shown, so nothing in it can do harm
        return all(name in ATTRIBUTES and _harmless(name, unmark(value)) for name, value in self.attributes)


def tag_at(text: str, position: int) -> Tag | None:
    """The tag that begins at `position`, if one does."""
    match = _TAG.match(text, position)
    if not match:
        return None
    pairs = tuple((name.lower(), _unquoted(value)) for name, value in _ATTRIBUTE.findall(match[3]))
    return Tag(match[2].lower(), bool(match[1]), match.start(), match.end(), match[0], pairs)


def comment_at(text: str, position: int) -> int | None:
    """Where the comment that begins at `position` ends; None for no comment, and for one that looks like docpipe's."""
    match = _COMMENT.match(text, position)
    return match.end() if match and _OWN not in match[0] else None


def tags(text: str) -> Iterator[Tag | None]:
    """Every tag of `text` in order; None stands for a `<` that is neither an allowed tag nor a comment."""
    position = 0
    while (position := text.find("<", position)) >= 0:
        if end := comment_at(text, position):
            position = end
        elif (tag := tag_at(text, position)) and tag.allowed:
            yield tag
            position = tag.end
        else:
            yield None
            position += 1


def open_elements(text: str) -> tuple[str, ...] | None:
    """The elements that `text` leaves open, outermost first.

    None where it holds what a page may not show, or closes what it did not open.
    """
    opened: list[str] = []
    for tag in tags(text):
        if tag is None:
            return None
        if tag.name in VOID:
            continue
        if not tag.closes:
            opened.append(tag.name)
        elif not opened or opened.pop() != tag.name:
            return None
    return tuple(opened)


def left_open(text: str) -> frozenset[int]:
    """Where in `text` the elements begin that it does not close itself."""
    opened: list[Tag] = []
    for tag in tags(text):
        if tag is None or tag.name in VOID:
            continue
        if not tag.closes:
            opened.append(tag)
        elif opened and opened[-1].name == tag.name:
            opened.pop()
    return frozenset(tag.start for tag in opened)


def bare(text: str) -> bool:
    """Whether `text` holds nothing but tags that lay out: no word, no comment, no picture or link, none barred."""
    if any(character.isalnum() for character in _TAG.sub("", text)):
        return False
    return all(tag is not None and tag.name not in ("img", "source") and not _leads(tag) for tag in tags(text))


def _leads(tag: Tag) -> bool:
    return any(name == "href" for name, _ in tag.attributes)


def heading(html: str) -> tuple[str, str]:
    """The first HTML heading of `html`, without the tags that only lay it out, and what stands around it."""
    match = _HEADING.search(html)
    if not match:
        return html, ""
    inside = _TAG.sub(lambda tag: tag[0] if tag[2].lower() in _IN_HEADING else " ", match[2] or match[3] or "")
    return inside, html[: match.start()] + html[match.end() :]


def show(html: str, fates: Sequence[LinkFate]) -> str:
    """Allowed HTML with its marked targets set. What it leaves open says that it holds Markdown.

    A picture of a foreign host becomes a link (inside a link: its words), one that is missing its words; a link that
    leads nowhere loses its target.
    """
    parts: list[str] = []
    last = links = 0
    open_ones = left_open(html)
    for tag in tags(html):
        if tag is None:
            continue
        if tag.name == "a":
            links += -1 if tag.closes else 1
        shown = show_tag(tag, fates, in_link=links > 0)
        if tag.start in open_ones:
            shown = f'{shown[:-1]} markdown="block">'
        parts += (html[last : tag.start], shown)
        last = tag.end
    return _unfenced("".join(parts) + html[last:])


def is_raw(html: str) -> bool:
    """Whether Python-Markdown takes `html` as it is at the top level of a page: whole elements of those it sets aside.

    In all else it reads what is no tag as Markdown.
    """
    depth = last = 0
    for tag in tags(html := _COMMENT.sub("", html)):
        if tag is None:
            return False
        if not depth and (html[last : tag.start].strip() or tag.name not in _SET_ASIDE):
            return False
        if tag.name not in VOID:
            depth += -1 if tag.closes else 1
        last = tag.end
    return not depth and not html[last:].strip()


def without_markdown(html: str) -> str:
    """`html` with entities for what would be marks of Markdown outside of its tags and comments."""
    parts: list[str] = []
    last = 0
    for kept in _TAG_OR_COMMENT.finditer(html):
        parts += (html[last : kept.start()].translate(_MARKS), kept[0])
        last = kept.end()
    return "".join(parts) + html[last:].translate(_MARKS)


def _unfenced(html: str) -> str:
    """`html` in which no line opens a fence, which superfences would see in a comment or in `<pre>` as well.

    In a comment such a line goes on the one before it: only blanks change. Elsewhere its first mark becomes an entity.
    """
    parts: list[str] = []
    last = 0
    for comment in _COMMENT.finditer(html):
        parts += (_entities(html[last : comment.start()]), _FENCE.sub(r" \1", comment[0]))
        last = comment.end()
    return "".join(parts) + _entities(html[last:])


def _entities(html: str) -> str:
    return _FENCE.sub(lambda fence: f"{fence[0][:-3]}&#{ord(fence[1][0])};{fence[1][1:]}", html)


def show_tag(tag: Tag, fates: Sequence[LinkFate], *, in_link: bool) -> str:
    """One allowed tag with its marked target set. A heading becomes a paragraph: the outline is made of sections."""
    if tag.name in HEADINGS:
        return re.sub(r"(?i)h[1-6]", "p", tag.written, count=1)
    if tag.name == "source":
        return ""  # another form of the picture that follows it
    marked = next((pair for pair in tag.attributes if MARKER.match(pair[1])), None)
    if marked is None:
        return tag.written
    name, value = marked
    fate = fates[int(MARKER.match(value)[1])]  # type: ignore[index]
    if tag.name == "img" and not fate.picture:
        words = dict(tag.attributes).get("alt") or PICTURE
        return words if in_link or fate.target is None else f'<a href="{_quoted(fate.target)}">{words}</a>'
    target = unmark(value) if fate.target is None else fate.target
    shown = "" if fate.target is None else f' {name}="{_quoted(target)}"'
    return _ATTRIBUTE.sub(lambda found: shown if MARKER.search(found[2]) else found[0], tag.written)


def _quoted(target: str) -> str:
    return target.replace('"', "%22").replace("<", "%3C").replace(">", "%3E")


def _unquoted(value: str) -> str:
    return value.strip().removeprefix("=").strip().strip("'\"")


def _harmless(name: str, value: str) -> bool:
    if name in ("href", "src"):
        return bool(_SAFE_URL.match(value.strip()))
    if name == "style":
        return all(_harmless_style(part) for part in value.split(";") if part.strip())
    if name == "class":
        return not _THEME.search(value)
    return True


def _harmless_style(declaration: str) -> bool:
    name, _, value = declaration.partition(":")
    return name.strip().lower() in PROPERTIES and bool(_STYLE_VALUE.fullmatch(value))
