"""Tokens: what is one and what is not, and laws of reading them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docpipe.text.count import count_words
from docpipe.text.tokens import words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # near misses: what must not stick together, or must not be a token
        ("- item -- dash --- ---", ["item", "dash"]),
        ("KEY=value", ["key", "value"]),
        ("this, that,other", ["this", "that", "other"]),
        ("Done. Next", ["done", "next"]),
        ("issue #12", ["issue", "12"]),
        ("🚀 Launch 🎉", ["launch"]),
        ("(v1.2)", ["v1.2"]),
        # one thing, one token
        ("3.11 v2.0.1-rc1 10,000 8080:80 50% 10MB", ["3.11", "v2.0.1-rc1", "10,000", "8080:80", "50%", "10mb"]),
        ("docker-compose.yml ./src/app.py ../x ~/y", ["docker-compose.yml", "./src/app.py", "../x", "~/y"]),
        ("GET /api/v1/users", ["get", "/api/v1/users"]),
        ("http://localhost:3000/x user@host", ["http://localhost:3000/x", "user@host"]),
        ("--dry-run -v .env", ["--dry-run", "-v", ".env"]),
        ("don’t don't well-known", ["don't", "don't", "well-known"]),
        ("C++ and C#", ["c++", "and", "c#"]),
        ("✅ Done ❌ open", ["✅", "done", "❌", "open"]),
        # scripts
        ("Straße ＡＢＣ naïve", ["strasse", "abc", "naïve"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("端口8080。好", ["端口", "8080", "好"]),
        ("ポート", ["ポー", "ート"]),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text(max_size=100), st.text(max_size=100))
def test_lines_are_read_one_by_one(above: str, below: str) -> None:
    assert words(f"{above}\n{below}") == words(above) + words(below)


@given(st.text(st.characters(max_codepoint=127), max_size=100))
def test_case_does_not_count(text: str) -> None:
    assert words(text.upper()) == words(text.lower())


@pytest.mark.parametrize(("text", "count"), [("", 0), (" a  b\n", 2), ("docker-compose.yml up", 2), ("使用 docker", 3)])
def test_count(text: str, count: int) -> None:
    assert count_words(text) == count


@given(st.text(st.sampled_from("ab1_ -./:@',~%+#\n"), max_size=30))
def test_ascii_text_has_the_words_that_it_has_beside_others(text: str) -> None:
    """It is read by a pattern of its own."""
    assert [*words(text), "é"] == words(f"{text} é")
