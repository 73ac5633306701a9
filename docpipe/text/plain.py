"""Inline Markdown -> the text that a reader sees: no emphasis marks, code ticks, link targets, tags or entities."""

from __future__ import annotations

import html
import re

from docpipe.text.emphasis import without_emphasis

_MARKUP = re.compile(r"[\\`*_\[<&~]")
_TICKS = re.compile(r"(`+)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~\n])")
_AUTOLINK = re.compile(r"<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^<>\s]*|[^<>\s@]+@[^<>\s@]+)>")
# Tags that part words: a browser begins a new line, cell or item there.
_PARTING = re.compile(
    r"</?(?:br|hr|p|div|section|table|t[hdr]|[uod]l|li|d[td]|h[1-6]|details|summary|option|pre)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<!--(?:(?!<!--).)*?-->|</?[A-Za-z][A-Za-z0-9-]*(?=[\s/>])[^<>]*>", re.DOTALL)
# Text in brackets, then a target: in parentheses (one pair may nest), or a label.
_TARGET = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\](?:\((?:[^()\\]|\\.|\([^()]*\))*\)|\[[^\[\]]*\])")
_IMAGE = re.compile(r"!\[[^\[\]]*+\](?:\((?:[^()\\]|\\.|\([^()]*+\))*+\)|\[[^\[\]]*+\])")
# Private-use characters around a number stand for what must not be read again.
_HIDDEN = re.compile("\ue000([0-9]+)\ue001")


def plain(text: str, *, images: bool = True) -> str:
    """What a reader sees of `text`, the content of one paragraph, heading, cell or item; linear in its length.

    Emphasis marks and code ticks go, the content of code stays as it is; of links the text stays, of images it does
    unless `images` is False (a host makes no anchor of it); comments and tags go, those of lines, cells and items leave
    a blank; escapes and entities are decoded. An approximation of CommonMark that needs no parser: a mark that opens or
    closes nothing may go as well.
    """
    if not _MARKUP.search(text):
        return text
    if "`" not in text:
        return _plain_prose(text, images)
    kept: list[str] = []
    prose = _hide_code(text.replace("\ue000", ""), kept)
    return _HIDDEN.sub(lambda match: kept[int(match[1])], _plain_prose(prose, images))


def without_line_tags(text: str) -> str:
    """`text` without the tags that part words: how hosts see it when they make an anchor of a heading."""
    return _PARTING.sub("", text)


def _hide_code(text: str, kept: list[str]) -> str:
    """`text` with each code span replaced by its number in private-use characters; the contents go to `kept`."""
    pieces = _TICKS.split(text)
    closing: list[int] = [0] * len(pieces)
    following: dict[str, int] = {}
    for index in range(len(pieces) - 2, 0, -2):
        closing[index] = following.get(pieces[index], 0)
        following[pieces[index]] = index
    out = [pieces[0]]
    index = 1
    while index < len(pieces):
        close = closing[index]
        if close and not _ends_with_escape(pieces[index - 1]):
            out.append(f"\ue000{len(kept)}\ue001")
            kept.append("".join(pieces[index + 1 : close]).strip())
            index = close
        else:
            out.append(pieces[index])
        out.append(pieces[index + 1])
        index += 2
    return "".join(out)


def _ends_with_escape(text: str) -> bool:
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1


def _plain_prose(text: str, images: bool) -> str:
    if "\\" in text:
        text = _ESCAPED.sub(lambda match: f"&#{ord(match[1])};", text)
    if "[" in text:
        text = text if images else _IMAGE.sub("", text)
        text = _TARGET.sub(r"\1", _TARGET.sub(r"\1", text))
    if "<" in text:
        text = _TAG.sub("", _PARTING.sub(" ", _AUTOLINK.sub(r"\1", text)))
    if "*" in text or "_" in text or "~" in text:
        text = without_emphasis(text)
    if "&" in text:
        text = html.unescape(text)
    return text
