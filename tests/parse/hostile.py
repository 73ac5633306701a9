"""Texts of any size that are made to be slow, deep or strange: what a parser meets where people mean harm or err."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import count, takewhile

from tests.parse.fragments import pieces

Family = Callable[[int], str]


def repeated(piece: str, head: str = "", tail: str = "") -> Family:
    """`head`, then `piece` over and over, then `tail`."""
    return lambda size: head + piece * ((size - len(head) - len(tail)) // len(piece) + 1) + tail


def growing(line: Callable[[int], str]) -> Family:
    """Lines, each made of its number, until there are enough."""

    def family(size: int) -> str:
        left = size
        lines: list[str] = []
        for number in count():
            if left <= 0:
                return "".join(lines)
            lines.append(line(number))
            left -= len(lines[-1])
        raise AssertionError

    return family


FAMILIES: dict[str, Family] = {
    **{f"{json.dumps(piece)}, repeated": repeated(piece) for piece in pieces("repeated")},
    "one line": repeated("word "),
    "prose": repeated("Some text with words, on several\nlines. [A link](a.md).\n\n"),
    "brackets in brackets": lambda size: "[" * (size // 2) + "]" * (size // 2),
    "brackets with a definition": repeated("[a][b", "[a]: b\n\n"),
    "images with a definition": repeated("![[a]]", "[a]: b\n\n"),
    "an open definition": repeated("a\n", "["),
    "an open title": repeated("a\n", '[a]: b "'),
    "an open target": repeated("(", "[a]("),
    "a tag of blanks": repeated(" ", "<a"),
    "a tag of attributes": repeated(" b", "x <a"),
    "an address": repeated("a@", "x <"),
    "a heading of blanks": repeated(" ", "# a", "}"),
    "a heading of braces": repeated("{#a", "# ", "}"),
    "definitions": growing(lambda n: f"[a{n}]: b\n"),
    "quotes in quotes": growing(lambda n: ">" * (n % 3000) + "\n"),
    "lists in lists": growing(lambda n: " " * (2 * (n % 1500)) + "- a\n"),
    "code in lists in lists": growing(lambda n: " " * (2 * (n % 1500)) + "- ```\n"),
    "callouts in callouts": growing(lambda n: " " * (4 * (n % 700)) + "!!! note\n"),
    "footnotes in footnotes": growing(lambda n: " " * (4 * (n % 700)) + "[^a]: b\n"),
    "directives in directives": growing(lambda n: ":" * (n % 900 + 3) + "a\n"),
    "directives, then their ends": lambda size: ":::a\n" * (size // 9) + ":::\n" * (size // 9),
    "runs of backticks": growing(lambda n: "`" * (n % 900) + " "),
    "fences ever longer": growing(lambda n: "`" * (n % 900 + 3) + "\n"),
    "indented ever more": growing(lambda n: " " * (n % 3000) + "a\n"),
    "numbered items": growing(lambda n: f"{n}. a\n"),
    "a table of many columns": lambda size: "\n".join(cell * (size // 6) for cell in ("|a", "|-", "|a")),
    "a long table": repeated("|a|b|\n", "|a|b|\n|-|-|\n"),
    "a long setext heading": repeated("a\n", "", "==="),
    "lazy lines of a quote": repeated("===\n", "> a\n"),
    "lazy lines of an item": repeated("b\n", "- a\n"),
    "equal headings and their numbers": repeated("# a_1\n# a\n"),
    "mdx: imports": repeated("import a\n", "import a from 'a'\n\n"),
    "mdx: open tags": repeated("<A\n", "import a from 'a'\n\n"),
    "mdx: open braces": repeated("{\n", "import a from 'a'\n\n"),
    "mdx: open braces in tags": repeated("<A {\n\n", "import a from 'a'\n\n"),
    "mdx: tags in text": repeated("a\n<A\n", "import a from 'a'\n\n"),
    "mdx: open exports": repeated("export const a = {\n\n", "import a from 'a'\n\n"),
    "imports on one line": repeated("import a from '"),
    "front matter without end": repeated("a: b\n", "---\n"),
    "front matter": lambda size: "---\n" + "".join(f"a{n}: b\n" for n in range(size // 9)) + "---\n",
    "front matter of brackets": repeated("[", "---\na: ", "\n---\n"),
    "front matter of items": repeated("- ", "---\n", "\n---\n"),
    "front matter of questions": repeated("? ", "---\n", "\n---\n"),
    "front matter of quotes": repeated("'", "---\na: ", "\n---\n"),
    "front matter of aliases": lambda size: (
        "---\na0: &a0 x\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, size // 25)) + "---\n"
    ),
    "JSON of objects": repeated('"a":{', '{\n"a":1,', "\n}\n"),
    "JSON of arrays": repeated("[", '{\n"a":', "\n}\n"),
    "TOML of arrays": repeated("[", "+++\na=", "\n+++\n"),
    "TOML of dots": repeated(".a", "+++\na", "=1\n+++\n"),
    "TOML of tables": growing(lambda n: "+++\n" if not n else f"a{n}={{"),
}


def sizes(largest: int) -> list[int]:
    """1 kB, and twenty times as much again and again, up to `largest`."""
    return list(takewhile(lambda size: size <= largest, (1_000 * 20**n for n in count())))
