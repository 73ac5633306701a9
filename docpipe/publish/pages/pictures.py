"""Amounts -> pictures as SVG within a page: they take the colours of the page, and say in words what they show.

Each stands beside the table that it is drawn from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from docpipe.publish.pages.markup import Html, element
from docpipe.text.shortened import shortened

WIDTH = 720
MOST = 12  # ends on one side; smaller ones are one, "other"
OTHER = "other"
_TALL = 360  # what all amounts are high together
_GAP = 10
_BAR = 12
_LABEL = 190  # on each side
_NAME = 26  # characters
# Told apart by who sees no colour too: by the label, never by colour alone.
_COLOURS = (
    "#4051b5",
    "#00897b",
    "#b26a00",
    "#8e24aa",
    "#c62828",
    "#5d7f2b",
    "#00799b",
    "#7d6b5d",
    "#ad1457",
    "#546e7a",
)


def flow(amounts: Mapping[tuple[str, str], int], title: str, told: str) -> Html:
    """From where on the left to where on the right, each band as wide as its amount."""
    shown = _largest(amounts)
    left, right = _sums(shown, 0), _sums(shown, 1)
    scale = _TALL / max(1, sum(shown.values()))
    tall = _TALL + _GAP * max(len(left), len(right)) + _GAP
    here, there = _starts(left, scale), _starts(right, scale)
    colours = {name: _COLOURS[number % len(_COLOURS)] for number, name in enumerate(right)}
    parts = [_end(name, left[name], at=at, scale=scale, side=0, colour="currentColor") for name, at in here.items()]
    parts += [_end(name, right[name], at=at, scale=scale, side=1, colour=colours[name]) for name, at in there.items()]
    for source in left:
        for target in right:
            amount = shown[source, target]
            if amount:
                parts.append(_band(here[source], there[target], amount * scale, colours[target]))
                here[source] += amount * scale
                there[target] += amount * scale
    return _svg(tall, title, told, parts)


def bars(rows: Mapping[str, Mapping[str, int]], title: str, told: str) -> Html:
    """Bars below each other, each divided by its parts; all to one scale."""
    scale = (WIDTH - 2) / max([1, *(sum(parts.values()) for parts in rows.values())])
    names = [*dict.fromkeys(name for parts in rows.values() for name in parts)]
    colours = {name: _COLOURS[number % len(_COLOURS)] for number, name in enumerate(names)}
    drawn = []
    for number, (row, parts) in enumerate(rows.items()):
        top, at = 60 * number, 1.0
        drawn.append(_text(f"{row}: {sum(parts.values()):,} words", 0, top + 14, weight="bold"))
        for name, amount in parts.items():
            wide = amount * scale
            drawn.append(
                _rectangle(at, top + 22, wide, 22, colour=colours[name], told=f"{row}, {name}: {amount:,} words")
            )
            at += wide
    top = 60 * len(rows)
    for number, name in enumerate(names):
        column, line = number % 3, number // 3
        x, y = column * WIDTH // 3, top + 18 * line
        drawn += [_rectangle(x, y, 10, 10, colour=colours[name]), _text(name, x + 16, y + 9)]
    return _svg(top + 18 * ((len(names) + 2) // 3) + 4, title, told, drawn)


def matrix(pairs: Mapping[tuple[str, str], int], title: str, told: str) -> Html:
    """Who shares how much with whom: those that hang together stand together, and what is darker is more."""
    names = _together(pairs)
    size = min(24.0, (WIDTH - _LABEL - 20) / max(1, len(names)))
    most = max(pairs.values(), default=1)
    at = {name: number * size for number, name in enumerate(names)}
    drawn = [_text(shortened(name, _NAME), _LABEL - 6, at[name] + size / 2 + 4, anchor="end") for name in names]
    drawn += [
        element("rect", x=f"{_LABEL + at[name]:.1f}", y=f"{at[name]:.1f}", width=f"{size - 1:.1f}",
                height=f"{size - 1:.1f}", fill="currentColor", fill_opacity="0.12")
        for name in names
    ]  # fmt: skip
    for (one, other), amount in sorted(pairs.items()):
        for left, top in dict.fromkeys(((one, other), (other, one))):
            drawn.append(element(
                "rect", element("title", f"{one} and {other}: {amount:,} words"), x=f"{_LABEL + at[left]:.1f}",
                y=f"{at[top]:.1f}", width=f"{size - 1:.1f}", height=f"{size - 1:.1f}", fill=_COLOURS[0],
                fill_opacity=f"{0.25 + 0.75 * (amount / most) ** 0.5:.2f}",
            ))  # fmt: skip
    return _svg(size * len(names) + 4, title, told, drawn)


def _together(pairs: Mapping[tuple[str, str], int]) -> list[str]:
    """The ends, each beside those that it shares most with, the group that shares most first."""
    left = {name for pair in pairs for name in pair}
    ordered: list[str] = []
    for pair in sorted(pairs, key=lambda pair: (-pairs[pair], pair)):
        pending = [name for name in pair if name in left]
        while pending:
            name = pending.pop(0)
            if name in left:
                left.remove(name)
                ordered.append(name)
                near = [other for other in pairs if name in other]
                pending += [end for other in sorted(near, key=lambda o: (-pairs[o], o)) for end in other if end in left]
    return ordered


def _largest(amounts: Mapping[tuple[str, str], int]) -> Counter[tuple[str, str]]:
    """The amounts between the largest ends of both sides, what is smaller taken together."""
    kept = []
    for side in (0, 1):
        sums = _sums(amounts, side)
        kept.append(set(sums if len(sums) <= MOST else [*sums][: MOST - 1]))
    shown: Counter[tuple[str, str]] = Counter()
    for (source, target), amount in amounts.items():
        shown[source if source in kept[0] else OTHER, target if target in kept[1] else OTHER] += amount
    return shown


def _sums(amounts: Mapping[tuple[str, str], int], side: int) -> dict[str, int]:
    """The ends of one side with their amounts, the largest first."""
    sums: Counter[str] = Counter()
    for ends, amount in amounts.items():
        sums[ends[side]] += amount
    return dict(sorted(sums.items(), key=lambda pair: (pair[0] == OTHER, -pair[1], pair[0])))


def _starts(ends: Mapping[str, int], scale: float) -> dict[str, float]:
    starts, at = {}, float(_GAP)
    for name, amount in ends.items():
        starts[name] = at
        at += amount * scale + _GAP
    return starts


def _end(name: str, amount: int, *, at: float, scale: float, side: int, colour: str) -> Html:
    """The bar of one end with its label beside it."""
    x = _LABEL if side == 0 else WIDTH - _LABEL - _BAR
    label = f"{shortened(name, _NAME)} ({amount:,})"
    middle = at + amount * scale / 2 + 4
    text = _text(label, x - 6, middle, anchor="end") if side == 0 else _text(label, x + _BAR + 6, middle)
    return element("g", _rectangle(x, at, _BAR, amount * scale, colour=colour, told=f"{name}: {amount:,} words"), text)


def _band(here: float, there: float, wide: float, colour: str) -> Html:
    x, y = _LABEL + _BAR, WIDTH - _LABEL - _BAR
    middle = (x + y) // 2
    path = (
        f"M{x} {here:.1f}C{middle} {here:.1f} {middle} {there:.1f} {y} {there:.1f}"
        f"V{there + wide:.1f}C{middle} {there + wide:.1f} {middle} {here + wide:.1f} {x} {here + wide:.1f}Z"
    )
    return element("path", d=path, fill=colour, fill_opacity="0.35")


def _rectangle(x: float, y: float, wide: float, tall: float, *, colour: str, told: str = "") -> Html:
    title = element("title", told) if told else ""
    size = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{max(wide, 0.5):.1f}", "height": f"{max(tall, 0.5):.1f}"}
    return element("rect", title, **size, fill=colour)


def _text(text: str, x: float, y: float, *, anchor: str = "start", weight: str | None = None) -> Html:
    at = {"x": f"{x:.1f}", "y": f"{y:.1f}"}
    return element("text", text, **at, text_anchor=anchor, font_weight=weight, font_size="12", fill="currentColor")


def _svg(tall: float, title: str, told: str, parts: Sequence[Html]) -> Html:
    """A picture with its text alternative, as wide as the page allows."""
    drawing = element("svg", *parts, viewBox=f"0 0 {WIDTH} {tall:.0f}", role="img", aria_label=f"{title}. {told}")
    caption = element("figcaption", element("strong", title), f". {told}")
    return element(
        "figure", element("div", drawing, class_="docpipe-scroll", tabindex="0"), caption, class_="docpipe-picture"
    )
