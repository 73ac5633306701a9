"""Estates of odd documents: hard pieces of Markdown in any order, nested, indented, cut off, in every encoding."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

PIECES = (
    (Path(__file__).parents[1] / "cases" / "proofs" / "odd.txt").read_text("utf-8").removesuffix("\n").split("\n%%\n")
)
FRONT = (
    "---\ntitle: A title\nid: one\n---\n",
    "---\ntitle: [broken\n---\n",
    "---\ntitle: never closed\n",
    "+++\ntitle = 'TOML'\n+++\n",
    '{\n"title": "JSON"\n}\n',
    "---\n- a list\n---\n",
    "---\n---\n",
    "\n\n---\ntitle: too late\n---\n",
)
ENDS = ("\n", "\n\n", "\n\n", "\n\n", "\n\n\n")
NAMES = ("guide", "README", "setup", "two", "other", "läufer", "a b", "API")
DEEPEST = 3


def estate(random: Random, count: int) -> dict[str, bytes]:
    """`count` documents by path, and the picture that some of them show."""
    files = {"logo.png": b"\x89PNG\r\n"}
    for number in range(count):
        folder = random.choice(("", "docs/", "docs/deep/", "src/api/"))
        ending = random.choice((".md", ".md", ".md", ".mdx", ".markdown"))
        name = random.choice(NAMES)
        path = f"{folder}{name}{ending}"
        files[path if path not in files else f"{folder}{name}-{number}{ending}"] = _encoded(random, document(random))
    return files


def document(random: Random) -> str:
    """Some pieces in a row."""
    front = random.choice(FRONT) if random.random() < 0.2 else ""
    title = f"# Title {random.randrange(30)}\n\n" if random.random() < 0.6 else ""
    body = "".join(_piece(random, 0) + random.choice(ENDS) for _ in range(random.randrange(1, 18)))
    return front + title + (body if random.random() < 0.9 else body[: random.randrange(1, len(body) + 1)])


def _piece(random: Random, depth: int) -> str:
    if depth < DEEPEST and random.random() < 0.2:
        inner = "".join(_piece(random, depth + 1) + random.choice(ENDS) for _ in range(random.randrange(1, 4)))
        return random.choice(_CONTAINERS)(random, inner.rstrip("\n"))
    return random.choice(PIECES)


def _quote(random: Random, inner: str) -> str:
    mark = random.choice(("> ", ">", " > "))
    return "\n".join(mark + line for line in inner.split("\n"))


def _item(random: Random, inner: str) -> str:
    mark = random.choice(("- ", "* ", "1. ", "10. ", "-   ", "2) ", "-\t"))
    blank = random.choice((" " * len(mark), "  ", "    ", "\t", "   "))
    first, *rest = inner.split("\n")
    return "\n".join([mark + first, *(blank + line if line else "" for line in rest)])


def _callout(random: Random, inner: str) -> str:
    opening = random.choice(("!!! note", '??? tip "T"', '=== "Tab"', "[^1]: note"))
    return "\n".join([opening, *("    " + line if line else "" for line in inner.split("\n"))])


def _alert(random: Random, inner: str) -> str:
    return "\n".join(["> [!NOTE]", *("> " + line for line in inner.split("\n"))])


def _directive(random: Random, inner: str) -> str:
    marks = random.choice((":::", "::::"))
    return f"{marks}{random.choice(('note', 'details[More]', 'tip Title'))}\n{inner}\n{marks}"


def _element(random: Random, inner: str) -> str:
    name = random.choice(("div", "details", "center", "p", "Tab", "section", "blockquote"))
    blank = random.choice(("\n", "\n\n"))
    return f"<{name}>{blank}{inner}{blank}</{name}>"


_CONTAINERS: tuple[Callable[[Random, str], str], ...] = (_quote, _item, _item, _callout, _alert, _directive, _element)


def _encoded(random: Random, text: str) -> bytes:
    roll = random.random()
    if roll < 0.1:
        return text.replace("\n", "\r\n").encode()
    if roll < 0.15:
        return text.encode("utf-16")
    return text.encode("utf-8-sig" if roll < 0.2 else "utf-8")


def write(files: Mapping[str, bytes], root: Path) -> None:
    """The files below `root`."""
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)


if __name__ == "__main__":  # usage: python -m tests.proofs.odd SEED COUNT FOLDER
    write(estate(Random(int(sys.argv[1])), int(sys.argv[2])), Path(sys.argv[3]))
