"""Inline Markdown -> the text that a reader sees: no emphasis marks, code ticks, link targets, tags or entities."""

from __future__ import annotations

import html
import re

_MARKUP = re.compile(r"[\\`*_\[<&~!]")
_TICKS = re.compile(r"(`+)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_AUTOLINK = re.compile(r"<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^<>\s]*|[^<>\s@]+@[^<>\s@]+)>")
_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>", re.DOTALL)
# Text in brackets, then a target: in parentheses (one pair may nest), or a label.
_TARGET = re.compile(r"!?\[([^\[\]]*)\](?:\((?:[^()\\]|\\.|\([^()]*\))*\)|\[[^\[\]]*\])")
_EMPHASIS = re.compile(
    r"(?<![\w*])\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}(?![\w*])|(?<![\w_])_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?![\w_])|~~"
)
_HIDDEN = "\ue000"  # a private-use character stands for what must not be read again


def plain(text: str) -> str:
    """What a reader sees of `text`, the content of one paragraph, heading, cell or item; linear in its length.

    Emphasis marks and code ticks go, the content of code stays as it is; of links and images the text stays; tags and
    comments go; escapes and entities are decoded. An approximation of CommonMark that needs no parser: a mark that
    opens or closes nothing may go as well.
    """
    if not _MARKUP.search(text):
        return text
    if "`" not in text:
        return _plain_prose(text)
    kept: list[str] = []
    prose = _hide_code(text, kept)
    parts = _plain_prose(prose).split(_HIDDEN)
    return "".join([part for pair in zip(parts, [*kept, ""], strict=False) for part in pair])


def _hide_code(text: str, kept: list[str]) -> str:
    """`text` with each code span replaced by one character; their contents go to `kept`."""
    pieces = _TICKS.split(text.replace(_HIDDEN, ""))
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
            kept.append(" ".join("".join(pieces[index + 1 : close]).split("\n")).strip())
            out.append(_HIDDEN)
            index = close
        else:
            out.append(pieces[index])
        out.append(pieces[index + 1])
        index += 2
    return "".join(out)


def _ends_with_escape(text: str) -> bool:
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1


def _plain_prose(text: str) -> str:
    if "\\" in text:
        text = _ESCAPED.sub(lambda match: f"&#{ord(match[1])};", text)
    if "[" in text:
        text = _TARGET.sub(r"\1", _TARGET.sub(r"\1", text))
    if "<" in text:
        text = _TAG.sub("", _AUTOLINK.sub(r"\1", text))
    if "*" in text or "_" in text or "~" in text:
        text = _EMPHASIS.sub("", text)
    if "&" in text:
        text = html.unescape(text)
    return text
