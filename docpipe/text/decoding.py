"""Bytes of a Markdown file -> text whose lines end in LF. Knows nothing of files."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_NONCHARACTERS = ("\ufdd0", "\ufdd1")  # of those that no text is to hold the two that docpipe marks places with
_SAMPLE = 8192  # bytes
_LATIN = 0.7  # least share of characters of the first 256 by which UTF-16 is known
_UTF16_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with LF line ends, the encoding it was read in, and what a person should know of it."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """UTF-8 without its BOM, UTF-16 by its BOM or where plain, else cp1252; CRLF and CR become LF. Never fails.

    What an encoding has no character for, and what is none, becomes U+FFFD, with a warning.
    """
    text, encoding, warnings = _characters(data)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        warnings = (*warnings, "holds NUL bytes")
    if any(mark in text for mark in _NONCHARACTERS):
        for mark in _NONCHARACTERS:
            text = text.replace(mark, "\N{REPLACEMENT CHARACTER}")
        warnings = (*warnings, "holds noncharacters (U+FDD0, U+FDD1)")
    return Decoded(text, encoding, warnings)


def unmarked_utf16(data: bytes) -> str | None:
    """The byte order of what is UTF-16 without a BOM: NUL is most bytes of one half, and none of the other.

    Said of Latin text alone: that of other scripts looks like anything.
    """
    sample = data[:_SAMPLE]
    if len(data) % 2 or b"\0" not in sample:
        return None
    first, second = sample[::2].count(0), sample[1::2].count(0)
    most = len(sample) // 2 * _LATIN
    encoding = "utf-16-le" if second > most and not first else "utf-16-be" if first > most and not second else None
    try:
        return encoding if encoding and data.decode(encoding) else None
    except UnicodeDecodeError:
        return None


def _characters(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    if data.startswith(_UTF16_BOMS):
        return _lenient(data, "utf-16", "decoded as UTF-16")
    if encoding := unmarked_utf16(data):
        return data.decode(encoding), encoding, ("decoded as UTF-16, which it does not say itself",)
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        return _lenient(data, "cp1252", "not UTF-8: decoded as cp1252")


def _lenient(data: bytes, encoding: str, warning: str) -> tuple[str, str, tuple[str, ...]]:
    try:
        return data.decode(encoding), encoding, (warning,)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return text, encoding, (warning, f"holds bytes that are no {encoding}")
