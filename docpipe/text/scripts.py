"""Character classes, for use between `[` and `]` of a regular expression, that the standard library has no name for."""

from __future__ import annotations

# Written without spaces between words, where a character is about half a word: Hiragana, Katakana, Han with its
# extensions, half-width Katakana. Hangul has spaces.
CJK = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"

# Written without spaces, where a character is a letter: Thai, Lao, Myanmar, Khmer.
UNSPACED = "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff"

# Signs that belong to the letter before them and that `\\w` leaves out: combining marks of Latin, Cyrillic, Hebrew,
# Arabic, the scripts of India, and the joiners.
MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0903\u093a-\u0963\u0981-\u0983\u09bc-\u09e3\u0a01-\u0a51\u0a70-\u0a83\u0abc-\u0ae3\u0b01-\u0b63"
    "\u0b82-\u0bd7\u0c00-\u0c63\u0c81-\u0ce3\u0d00-\u0d63\u0d82-\u0df3\u200c\u200d"
)
