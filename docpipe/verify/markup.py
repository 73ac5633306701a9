"""HTML of a source or a page -> what it shows: its words, its elements in order, the alternative text of pictures."""

from __future__ import annotations

import re
from html.parser import HTMLParser

# A remote picture may become a link or its alternative text; neither element shows words of its own.
_PICTURES = frozenset({"img", "source", "picture"})
# Around a block or a picture: a heading made to fit loses them, a remote picture becomes a link.
_WRAPPERS = frozenset({"a", "p", "h1", "h2", "h3", "h4", "h5", "h6"})
# What a page shows as elements. Any other tag is text there, as it is on a host that drops what it does not know.
_NAMES = """
abbr b blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure hr i ins
kbd li mark ol pre q rp rt ruby s samp small span strike strong sub summary sup table tbody td tfoot th thead time tr tt
u ul var wbr
"""
_ELEMENTS = frozenset(_NAMES.split())


# A quoted value may hold angle brackets, as a template's does; where quotes do not pair, brackets end the tag.
_TAG = re.compile(r"""</?([A-Za-z][^\s/<>]*+)(?:(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>|[^<>]*+>)""")
_CLOSING = re.compile(r"</([A-Za-z][^\s/<>]*+)")
_LESS = re.compile(r"<(?!!--)")
_COMMENT = "<!--"
_EMPTY_COMMENT = re.compile(r"<!--\s*+-->")


class _Reader(HTMLParser):
    # Elements that are shown as text, so that what stands in them is text as well.
    CDATA_CONTENT_ELEMENTS = ()  # type: ignore[misc]
    RCDATA_CONTENT_ELEMENTS = ()  # type: ignore[misc]

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._text = ""  # not yet parted into words: the parser hands on a word in pieces
        self._written = {name.lower(): name for name in _CLOSING.findall(html)}  # the parser folds letter case

    def flush(self) -> None:
        """Part what was read into words."""
        self.found += tagged(self._text).split()
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.flush()
        if tag == "img":
            self.found += (dict(attrs).get("alt") or "").split()
        elif tag in _ELEMENTS:
            self.found.append(f"<{tag}>")
        elif tag not in _PICTURES | _WRAPPERS:
            self.found += (self.get_starttag_text() or "").split()

    def handle_endtag(self, tag: str) -> None:
        self.flush()
        if tag not in _PICTURES | _WRAPPERS:
            self.found.append(f"</{tag if tag in _ELEMENTS else self._written.get(tag, tag)}>")

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_comment(self, data: str) -> None:
        self.flush()
        if data.strip():  # one that is empty only keeps apart what stands around it
            self.found += ("<!--", *data.split(), "-->")


def tagged(text: str) -> str:
    """`text` with every tag in it as `shown` gives it, blanks around: the same for an element and for a tag escaped."""
    if "<" not in text:
        return text
    return _TAG.sub(lambda tag: f" {' '.join(shown(tag[0]))} ", _EMPTY_COMMENT.sub(" ", text))


def shown(html: str) -> tuple[str, ...]:
    """Words and elements of `html`, in order; attributes left out but for the alternative text of pictures."""
    alone = _TAG.fullmatch(html.strip())
    if alone and alone[1].lower() not in _ELEMENTS | _PICTURES | _WRAPPERS:
        return tuple(html.split())
    reader = _Reader(html)
    reader.feed(_escaped(html.lstrip("# ")))
    reader.close()
    reader.flush()
    return tuple(reader.found)


def _escaped(html: str) -> str:
    """`html` with `&lt;` for what begins no tag to a page: instructions, declarations, a comment that never ends."""
    html = _LESS.sub(lambda less: "<" if _TAG.match(html, less.start()) else "&lt;", html)
    last = html.rfind(_COMMENT)
    return html[:last] + "&lt;" + html[last + 1 :] if last > html.rfind("-->") else html
