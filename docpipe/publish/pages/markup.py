"""Elements of HTML, for what Markdown's tables cannot hold. Text is escaped unless an element was made of it."""

from __future__ import annotations

import html
import re

from docpipe.text.controls import CONTROL

_CONTROL = re.compile(f"{CONTROL}+")


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def element(tag: str, *inside: str, **attributes: str | bool | None) -> Html:
    """An element on one line: no line begins with words of a source, which Markdown might read as its own.

    `class_` sets `class`, `data_kind` sets `data-kind`; an attribute that is None or False is left out.
    """
    said = "".join(_attribute(name, value) for name, value in attributes.items() if value not in (None, False))
    return Html(f"<{tag}{said}>{joined(*inside)}</{tag}>")


def joined(*inside: str) -> Html:
    """Texts and elements in a row."""
    return Html("".join(part if isinstance(part, Html) else escaped(part) for part in inside))


def escaped(text: str) -> Html:
    """Text of which no HTML is made, in an attribute neither."""
    return Html(html.escape(_CONTROL.sub(" ", text)))


def _attribute(name: str, value: str | bool | None) -> str:
    spelt = name.rstrip("_").replace("_", "-")
    return f" {spelt}" if value is True else f' {spelt}="{escaped(str(value))}"'
