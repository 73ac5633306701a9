"""What rules do to documents: conditions, priorities, words, and what stays where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from docpipe.config import Config, load
from docpipe.model import Assignment, Document
from docpipe.rules import assign
from tests.rules.documents import document

REDIS = document("docs/redis.md", "# Redis\n\nThe cache.\n\n## Backup\n\nSnapshots of Redis.\n")


def configured(tmp_path: Path, text: str) -> Config:
    (tmp_path / "docpipe.toml").write_text(text, encoding="utf-8")
    return load(tmp_path)


def assigned(*documents: Document, config: Config | None = None) -> tuple[Assignment, ...]:
    return assign(documents, config or Config())


def test_there_is_one_assignment_a_section_in_order() -> None:
    other = document("docs/nginx.md", "# nginx\n\nThe reverse proxy.\n")
    ids = [assignment.section for assignment in assigned(REDIS, other)]
    assert ids == [section.id for section in (*REDIS.sections, *other.sections)]


@pytest.mark.parametrize("role", ["agent", "protected", "generated", "copy"])
def test_documents_of_other_roles_stay_where_they_are(role: str) -> None:
    for found in assigned(document("docs/redis.md", "# Redis\n", role)):  # type: ignore[arg-type]
        assert (found.target, found.topic, found.rule) == (None, None, None)
        assert role in found.reason


@pytest.mark.parametrize("text", ["", "x\n", "# 🎉\n", "---\na: 1\n---\n", "# Zzyzx\n\nQwerty.\n"])
def test_every_section_of_a_living_document_has_a_target_and_a_topic(text: str) -> None:
    for found in assigned(document("a.md", text)):
        assert found.target
        assert found.topic
        assert found.confidence < 0.5


def test_a_reason_names_the_rule_and_the_words() -> None:
    found = assigned(REDIS)[0]
    assert (found.target, found.rule) == ("core", "core.cache")
    assert found.reason == "rule core.cache: title has 'redis'"


def test_a_rule_of_a_path_decides_against_every_word(tmp_path: Path) -> None:
    config = configured(tmp_path, '[[rules]]\nid = "mine"\ntarget = "ai"\nwhen.path = ["docs/**"]\n')
    found = assigned(REDIS, config=config)[0]
    assert (found.target, found.confidence, found.reason) == ("ai", 1.0, "rule mine: path matches docs/**")


def test_where_path_and_role_are_given_both_must_hold(tmp_path: Path) -> None:
    text = '[[rules]]\nid = "mine"\ntarget = "ai"\nwhen.path = ["docs/**"]\nwhen.role = ["record"]\n'
    assert assigned(REDIS, config=configured(tmp_path, text))[0].target == "core"


def test_a_topic_is_a_condition(tmp_path: Path) -> None:
    text = '[[rules]]\nid = "mine"\ntarget = "ai"\nwhen.topic = ["troubleshooting"]\n'
    config = configured(tmp_path, text)
    trouble = document("docs/cache.md", "# Cache\n\n## Troubleshooting\n\nRestart Redis.\n")
    assert assigned(REDIS, config=config)[0].target == "core"
    assert assigned(trouble, config=config)[0].reason == "rule mine: topic is troubleshooting"


def test_a_rule_without_target_names_the_topic_in_any_target(tmp_path: Path) -> None:
    text = '[[rules]]\nid = "mine"\ntopic = "reference"\nwhen.path = ["docs/**"]\n'
    found = assigned(REDIS, config=configured(tmp_path, text))[0]
    assert (found.target, found.topic) == ("core", "reference")


def test_keep_leaves_a_document_on_no_page(tmp_path: Path) -> None:
    config = configured(tmp_path, '[[rules]]\nid = "mine"\naction = "keep"\nwhen.heading = ["redis"]\npriority = 1\n')
    found = assigned(REDIS, config=config)[0]
    assert (found.target, found.topic, found.rule) == (None, None, "mine")


def test_a_higher_priority_is_asked_first_where_its_words_are_the_subject(tmp_path: Path) -> None:
    rule = '[[rules]]\nid = "mine"\ntarget = "ai"\npriority = 1\nwhen.words = ["{}"]\n'
    assert assigned(REDIS, config=configured(tmp_path, rule.format("backup")))[0].rule == "mine"
    # a word in the text alone is a mention
    assert assigned(REDIS, config=configured(tmp_path, rule.format("snapshot")))[0].rule == "core.cache"


def test_a_weight_makes_words_count(tmp_path: Path) -> None:
    both = document("a.md", "# Redis and its backup\n")
    rule = '[[rules]]\nid = "mine"\ntarget = "ai"\nweight = {}\nwhen.words = ["backup"]\n'
    assert assigned(both, config=configured(tmp_path, rule.format("0.1")))[0].target == "core"
    assert assigned(both, config=configured(tmp_path, rule.format("10.0")))[0].target == "ai"


def test_a_rule_names_the_topic(tmp_path: Path) -> None:
    text = '[[rules]]\nid = "mine"\ntarget = "ai"\ntopic = "reference"\nwhen.path = ["**/redis.md"]\n'
    assert {found.topic for found in assigned(REDIS, config=configured(tmp_path, text))} == {"reference"}


def test_a_target_without_a_rule_is_known_by_its_description(tmp_path: Path) -> None:
    text = '[targets.{}]\ntitle = "T"\npath = "{}.md"\ndescription = "{}"\n'
    config = configured(tmp_path, text.format("a", "a", "openings, endgame") + text.format("b", "b", "redis, nginx"))
    found = assigned(REDIS, config=config)[0]
    assert (found.target, found.rule) == ("b", "b.description")


def test_the_order_of_documents_changes_no_assignment() -> None:
    others = [document(f"d/{n}.md", f"# {t}\n\nOf {t}.\n") for n, t in enumerate(("Login", "Grafana", "Prompts"))]
    forward, backward = assigned(REDIS, *others), assigned(*reversed(others), REDIS)
    assert sorted(forward, key=lambda a: a.section) == sorted(backward, key=lambda a: a.section)
