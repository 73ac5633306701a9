"""All distinct texts of a corpus as flat numpy arrays: words, statements, and how rare each word is."""

from __future__ import annotations

import tomllib
from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import count

import numpy as np

from docpipe.match.arrays import Floats, Ints, first_of_runs, weighed
from docpipe.match.fingerprint import Fingerprint, Said, SectionPrint
from docpipe.text import wordlists

EVERYWHERE = 20  # a function word stands in one text of so many at least


@dataclass(frozen=True, slots=True)
class Index:
    """Distinct texts, numbered in the order of their first section; sections without a statement have none.

    Texts: `text_of[s]` is the text of section s (-1: none) and `members[t]` the sections of text t. Statements of text
    t are `stmt_start[t]:stmt_start[t + 1]`. A row is a distinct (text, word, statement), sorted so; rows of text t are
    `row_start[t]:row_start[t + 1]`. A bag is the distinct words of a text, sorted; rows of its entry b are
    `bag_row[b]:bag_row[b + 1]`. Weights are in nats: `idf[w]` of a
    word, `mass` of a text's bag, `stmt_mass` of a statement's distinct words.
    """

    sections: tuple[SectionPrint, ...]
    text_of: Ints
    members: tuple[tuple[int, ...], ...]
    words: dict[str, int]
    df: Ints
    idf: Floats
    mass: Floats
    stmt_start: Ints
    stmt_mass: Floats
    row_start: Ints
    row_word: Ints
    row_stmt: Ints
    bag_start: Ints
    bag_word: Ints
    bag_row: Ints
    token_start: Ints
    token: Ints

    def said(self, text: int) -> Said:
        """The statements of a text."""
        return self.sections[self.members[text][0]].said

    def bag(self, text: int) -> Ints:
        """The distinct words of a text."""
        return self.bag_word[self.bag_start[text] : self.bag_start[text + 1]]


def build(prints: Sequence[Fingerprint]) -> Index:
    """Collapse equal texts and count words over the distinct ones. Damaged documents are left out."""
    sections = tuple(section for document in prints if not document.damaged for section in document.sections)
    number: dict[str, int] = {}
    text_of = np.full(len(sections), -1, np.int64)
    members: list[list[int]] = []
    for at, section in enumerate(sections):
        if section.said.statements:
            text = number.setdefault(section.said.digest, len(number))
            if text == len(members):
                members.append([])
            members[text].append(at)
            text_of[at] = text
    return _count(sections, text_of, tuple(map(tuple, members)))


def _count(sections: tuple[SectionPrint, ...], text_of: Ints, members: tuple[tuple[int, ...], ...]) -> Index:
    numbers = defaultdict[str, int](count().__next__)  # a word that is not known yet has the next number
    tokens, stmt_length = array("q"), array("q")
    token_start, stmt_start = [0], [0]
    for first in members:
        statements = sections[first[0]].said.statements
        tokens.extend(map(numbers.__getitem__, " ".join(statements).split(" ")))
        stmt_length.extend(statement.count(" ") + 1 for statement in statements)
        token_start.append(len(tokens))
        stmt_start.append(len(stmt_length))
    words, token = dict(numbers), np.array(tokens, np.int64)
    stmt_starts, token_starts = np.array(stmt_start), np.array(token_start)
    text = np.repeat(np.arange(len(members)), np.diff(token_starts))
    stmt = np.repeat(np.arange(len(stmt_length)), np.array(stmt_length, np.int64)) - stmt_starts[text]
    row_text, row_word, row_stmt = _distinct(text, token, stmt, len(words))
    bag = first_of_runs(row_text * max(len(words), 1) + row_word)
    bag_text, bag_word = row_text[bag], row_word[bag]
    df = _spread(words, np.bincount(bag_word, minlength=len(words)), len(members))
    idf = np.log1p(len(members) / np.maximum(df, 1))
    every = np.arange(len(members) + 1)
    return Index(
        sections, text_of, members, words, df, idf,
        mass=weighed(bag_text, idf[bag_word], len(members)),
        stmt_start=stmt_starts,
        stmt_mass=weighed(stmt_starts[row_text] + row_stmt, idf[row_word], len(stmt_length)),
        row_start=np.searchsorted(row_text, every), row_word=row_word, row_stmt=row_stmt,
        bag_start=np.searchsorted(bag_text, every), bag_word=bag_word, bag_row=np.append(bag, len(row_word)),
        token_start=token_starts, token=token,
    )  # fmt: skip


def _spread(words: Mapping[str, int], df: Ints, texts: int) -> Ints:
    """In how many texts each word stands, or would if all were written in its language."""
    known = [number for word, number in words.items() if word in _function_words()]
    df[known] = np.maximum(df[known], texts // EVERYWHERE)
    return df


@cache
def _function_words() -> frozenset[str]:
    data = tomllib.loads((files("docpipe.match") / "function_words.toml").read_text("utf-8"))
    return wordlists.words(" ".join(data["words"]))


def _distinct(text: Ints, word: Ints, stmt: Ints, size: int) -> tuple[Ints, Ints, Ints]:
    """The distinct triples, sorted by text, word, statement."""
    width = int(stmt.max(initial=0)) + 1
    key = np.sort((text * size + word) * width + stmt)
    key = key[first_of_runs(key)]
    return key // width // max(size, 1), (key // width) % max(size, 1), key % width
