"""Terms of rules in text: what must not be found, then what must."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docpipe.rules.words import BREAK, Vocabulary, canonical, normalise, split_name

ABSENT = [
    # term, text, why it is not there
    ("cache", "cached", "another form than the plural needs a *"),
    ("ai", "maintain the chain", "letters inside a word"),
    ("ai", "ais", "two letters have no plural"),
    ("deploy*", "redeploy", "a * stands for endings"),
    ("message queue", "queue of messages", "another order"),
    ("message queue", "a message. Queue", None),  # found: punctuation does not part a phrase, a break does
    ("message queue", f"message {BREAK} queue", "the words stand in two headings"),
    ("class", "clas", "the singular is not cut shorter"),
]
PRESENT = [
    ("cache", "Caches and CACHE-control", {"cache": 2}),
    ("query", "queries", {"query": 1}),
    ("deploy*", "Deployments are deployed", {"deploy*": 2}),
    ("message queue", "message_queues, message-queue", {"message queue": 2}),
    ("vector d*", "vector databases", {"vector d*": 1}),
    ("überblick", "ÜBERBLICK", {"überblick": 1}),
    ("contraseña*", "Contrasenas", {"contraseña*": 1}),
    ("数据库", "连接数据库的配置", {"数据库": 1}),
    ("데이터베이스", "데이터베이스를 설정", {"데이터베이스": 1}),
    ("デプロイ", "本番へデプロイする", {"デプロイ": 1}),
]


@pytest.mark.parametrize(("term", "text"), [(term, text) for term, text, why in ABSENT if why])
def test_a_term_is_not_found(term: str, text: str) -> None:
    assert Vocabulary([term]).count(normalise(text)) == {}


@pytest.mark.parametrize(("term", "text", "found"), PRESENT)
def test_a_term_is_found(term: str, text: str, found: dict[str, int]) -> None:
    assert Vocabulary([term]).count(normalise(text)) == {canonical(key): times for key, times in found.items()}


def test_words_inside_a_phrase_count_for_the_phrase() -> None:
    vocabulary = Vocabulary(["database", "vector database", "数据库", "向量数据库"])
    assert vocabulary.count(normalise("a vector database beside a database")) == {"vector database": 1, "database": 1}
    assert vocabulary.count(normalise("向量数据库")) == {"向量数据库": 1}


def test_the_longest_phrase_and_the_longest_beginning_are_found() -> None:
    vocabulary = Vocabulary(["rate limit", "rate limit header", "auth*", "authori*"])
    assert vocabulary.count("rate limit header") == {"rate limit header": 1}
    assert vocabulary.count("authorise") == {"authori*": 1}


@pytest.mark.parametrize(
    ("name", "words"),
    [("UserProfileAPI", "User Profile API"), ("APIKeys", "API Keys"), ("user_profile", "user_profile"), ("v2", "v2")],
)
def test_names_are_split_where_the_case_changes(name: str, words: str) -> None:
    assert split_name(name) == words


@given(st.text())
def test_what_is_normalised_stays_as_it_is(text: str) -> None:
    once = normalise(text)
    assert normalise(once).split() == once.split()
