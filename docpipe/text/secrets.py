"""Keys, tokens and passwords that a text gives away -> the text without them, of equal length.

Two witnesses count: the shape that an issuer gives its tokens, or a name that says `password` before a value. In both
the value must look drawn by lot, so that `your-api-key`, `AdminPassword123!` and `${DB_PASSWORD}` are no secrets.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

BULLET = "\u2022"
RANDOM = 3.0  # bits a character; sixteen characters of base 64 drawn by lot have 3.5 and more
LEAST = 12  # characters
CHANGES = 3  # from letter to digit and back: in words with a number at their end there is one

# How it begins, which stays and tells readers what it is; what it is; what follows.
_ISSUED = tuple(
    (mark, name, re.compile(shape))
    for marks, name, shape in (
        ("AKIA ASIA", "AWS access key", r"[0-9A-Z]{16}(?![A-Za-z0-9])"),
        ("ghp_ gho_ ghu_ ghs_ ghr_", "GitHub token", r"[A-Za-z0-9]{36,255}"),
        ("github_pat_", "GitHub token", r"[A-Za-z0-9_]{40,255}"),
        ("glpat-", "GitLab token", r"[A-Za-z0-9_-]{20,255}"),
        ("xoxa- xoxb- xoxp- xoxr- xoxs- xapp-", "Slack token", r"[A-Za-z0-9-]{20,255}"),
        ("hooks.slack.com/services/", "Slack webhook", r"T[A-Z0-9]{6,20}/B[A-Z0-9]{6,20}/[A-Za-z0-9]{20,64}"),
        ("sk-", "API key", r"[A-Za-z0-9_-]{24,255}"),
        ("sk_live_ rk_live_ sk_test_ rk_test_", "API key", r"[A-Za-z0-9]{16,255}"),
        ("AIza", "Google API key", r"[0-9A-Za-z_-]{35}"),
        ("npm_", "npm token", r"[A-Za-z0-9]{36}(?![A-Za-z0-9])"),
        ("pypi-", "PyPI token", r"[A-Za-z0-9_-]{50,255}"),
        ("hf_", "Hugging Face token", r"[A-Za-z0-9]{30,64}"),
        ("SG.", "SendGrid key", r"[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{30,64}"),
        ("eyJ", "signed token", r"[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{20,2000}"),
    )
    for mark in marks.split()
)
_ADDRESS = re.compile(r"://[^\s:/@<>\"'`]{1,64}:([^\s:/@<>\"'`]{12,128})@")
_PEM = re.compile(r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----")
_PEM_LINE = re.compile(r"[^A-Za-z0-9+/=-]{0,16}([A-Za-z0-9+/=]{16,128})")
_NAMES = (
    "passw", "passphrase", "secret", "token", "credential", "api_key", "api-key", "apikey", "access_key", "accesskey",
    "private_key", "privatekey", "auth_key", "signing_key", "encryption_key",
)  # fmt: skip
_VALUE = re.compile(r"""[\w-]{0,40}["'`*]{0,3}[ \t]?[=:][ \t]?["'`]?([A-Za-z0-9+/_=.~!$%^&*-]{16,256})""")
_CHANGE = re.compile(r"(?<=[A-Za-z])[0-9]|(?<=[0-9])[A-Za-z]")
_PLACEHOLDER = re.compile(
    r"(?i)example|passw|secret|your|placeholder|change.?me|dummy|sample|redacted|xxxx|0000|1234|abcd|\.\.\."
)


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A secret: where it stands in the text, and what it is."""

    start: int
    end: int
    kind: str


def secrets(text: str) -> list[Found]:
    """All that a text gives away, in order; none overlaps another."""
    found: list[Found] = []
    for one in sorted([*_issued(text), *_addressed(text), *_private_keys(text), *_named(text)]):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return found


def masked(text: str, found: Sequence[Found]) -> str:
    """The text with a bullet in place of each character of a secret; lines and offsets stay."""
    parts: list[str] = []
    at = 0
    for one in found:
        parts += (text[at : one.start], BULLET * (one.end - one.start))
        at = one.end
    return "".join(parts) + text[at:]


def without(text: str) -> str:
    """The text without what it gives away."""
    return masked(text, secrets(text))


def _issued(text: str) -> Iterator[Found]:
    for mark, name, shape in _ISSUED:
        for at in _places(text, mark):
            match = shape.match(text, at + len(mark))
            if match and not text[at - 1 : at].isalnum() and _by_lot(match[0]):
                yield Found(match.start(), match.end(), name)


def _addressed(text: str) -> Iterator[Found]:
    for at in _places(text, "://"):
        match = _ADDRESS.match(text, at)
        if match and _by_lot(match[1]):
            yield Found(match.start(1), match.end(1), "password in an address")


def _private_keys(text: str) -> Iterator[Found]:
    """The lines below the first mark of a private key, as long as they look like one."""
    for begin in _PEM.finditer(text) if "PRIVATE KEY" in text else ():
        at = begin.end()
        while line := _PEM_LINE.match(text, at):
            if _bits(line[1]) >= RANDOM:
                yield Found(line.start(1), line.end(1), "private key")
            at = line.end()


def _named(text: str) -> Iterator[Found]:
    lowered = text.lower()
    if len(lowered) != len(text):  # a capital of which two characters were made: places would move
        lowered = "".join(character.lower() if character.isascii() else character for character in text)
    for name in _NAMES:
        for at in _places(lowered, name):
            match = _VALUE.match(text, at + len(name))
            if match and _by_lot(match[1]):
                yield Found(match.start(1), match.end(1), "secret by its name")


def _places(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + len(part))


def _by_lot(value: str) -> bool:
    """Whether a value looks drawn by lot: letters and digits in turn, no sequence, no word that says it is none."""
    if len(value) < LEAST or len(_CHANGE.findall(value)) < CHANGES or _PLACEHOLDER.search(value):
        return False
    steps = sum(abs(ord(left) - ord(right)) <= 1 for left, right in pairwise(value))
    return steps * 3 < len(value) and _bits(value) >= RANDOM


def _bits(value: str) -> float:
    """The bits that a character of the value holds, by how often each stands in it."""
    shares = [count / len(value) for count in Counter(value).values()]
    return -sum(share * math.log2(share) for share in shares)
