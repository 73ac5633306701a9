r"""Text -> tokens to compare by: words, numbers, versions, paths, flags, and the marks that say yes or no.

- Compared without case, in the compatibility form (NFKC: full-width and half-width forms are one).
- What is written as one thing is one token: `3.11`, `10,000`, `8080:80`, `v2.0.1-rc1`, `50%`, `docker-compose.yml`,
  `./src/app.py`, `/api/v1/users`, `http://localhost:3000/x`, `user@host`, `snake_case`, `well-known`, `don't`, `c++`.
- A flag keeps its dashes (`--dry-run`, `-v`), a hidden file its dot (`.env`); `KEY=value` is two tokens.
- Punctuation and emoji are no tokens, except check marks, crosses, warning signs and empty boxes: they carry a status.
- Scripts without spaces (Han, Kana, Thai, Lao, Khmer, Myanmar) give overlapping pairs of characters; a single
  character gives itself.
"""

from __future__ import annotations

import re
import unicodedata

from docpipe.text.scripts import CJK, MARKS, UNSPACED

# A word with what joins it to further ones; a hidden file or a path; a flag. No two begin with the same character.
_JOINED = r"{0}+(?:(?:://|[./:@',-](?<!\D,)){0}+)*+(?:%|\+\+|\#(?!\w))?"
_FORMS = rf"{_JOINED}|(?<!\w)(?:\.{{{{0,2}}}}/|~/|\.){_JOINED}|(?<![\w-])--?[a-z]{{0}}*(?:-{{0}}+)*"
_ASCII_TOKEN = re.compile(_FORMS.format(r"\w"), re.ASCII)
_TOKEN = re.compile(_FORMS.format(rf"[\w{MARKS}]") + "|[✅☑✔✓❌✖✗✘⚠🚧☐⬜]")
_RUN = re.compile(f"[{CJK}{UNSPACED}]+")


def words(text: str) -> list[str]:
    """The tokens of `text` in order, as the module says; linear in its length."""
    if text.isascii():
        return _ASCII_TOKEN.findall(text.lower())
    text = unicodedata.normalize("NFKC", text.replace("’", "'")).casefold()
    if not _RUN.search(text):
        return _TOKEN.findall(text)
    found: list[str] = []
    position = 0
    for run in _RUN.finditer(text):
        found += _TOKEN.findall(text, position, run.start())
        characters = run.group()
        found += [characters[i : i + 2] for i in range(len(characters) - 1)] or [characters]
        position = run.end()
    return found + _TOKEN.findall(text, position)
