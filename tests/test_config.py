"""`docpipe.toml`: what it may say, and what is told of every mistake in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from docpipe.config import Config, in_effect, load
from docpipe.errors import ConfigError

OWN = '[targets.games]\ntitle = "Games"\npath = "games.md"\n'
RULE = '[[rules]]\nid = "mine"\nwhen.words = ["chess"]\n'
RULED = '[[rules]]\nid = "a"\ntarget = "core"\n'

MISTAKES = [
    # text, what the message must hold
    ('layout = "platfrom"', ["layout: not 'platfrom'", "did you mean 'platform'?", "platform, platform-full"]),
    ("[crawl]\nexlude = []", ["crawl.exlude: unknown key", "did you mean 'exclude'?", "allowed: include, exclude"]),
    ("colour = 1", ["colour: unknown key", "allowed: layout, crawl, site"]),
    ("[site]\nname = 3", ["site.name: must be a string, not 3"]),
    ("[crawl]\nexclude = 'a'", ["crawl.exclude: must be a list, not 'a'"]),
    ("crawl = 3", ["crawl: must be a table, not 3"]),
    ("a = " + 5000 * "[", ["nested too deep"]),
    ('[targets.a]\ntitle = "A"', ["targets.a.path: must be given: The page's path"]),
    ('[targets.a]\ntitle = "A"\npath = "../a.md"', ["targets.a.path: '../a.md' is no page", "ends in .md"]),
    ('[targets.a]\ntitle = "A"\npath = "C:\\\\a.md"', ["targets.a.path: "]),
    ('[targets."a b"]\ntitle = "A"\npath = "a.md"', ["targets.a b: 'a b' is no id", "letters, digits"]),
    (OWN + 'topics = ["setup"]', ["targets.games.topics: no topic is named 'setup'", "did you mean 'set-up'?"]),
    (RULE + 'target = "cor"', ["(mine).target: no target is named 'cor'", "did you mean 'core'?", "index, core"]),
    (OWN + RULE + 'target = "core"', ["no target is named 'core'", "allowed: games"]),
    (RULE, ["rules[1] (mine): names neither a target nor a topic nor an action; one must be given"]),
    (RULE + 'target = "core"\naction = "keep"', ["rules[1] (mine): names an action, and a target or topic"]),
    (RULE + 'action = "burn"', ["rules[1] (mine).action: not 'burn'; allowed: keep"]),
    (RULE + 'target = "core"\npriority = "high"', ["rules[1] (mine).priority: must be an integer, not 'high'"]),
    (RULED + 'when = {}', ["rules[1] (a): looks at nothing", "path, role, topic, heading or words must be given"]),
    (RULED + 'when.words = ["_*"]', ["rules[1] (a).when.words[1]: '_*' holds no word"]),
    (RULED + 'when.role = ["dead"]', ["rules[1] (a).when.role[1]: not 'dead'", "living, record"]),
    ('[[rules]]\nid = "a"\ntopic = "use"\nwhen.topic = ["use"]', ["rules[1] (a): names a topic by the topic"]),
    (2 * (RULE + 'target = "core"\n'), ["rules: each id may stand once", "mine"]),
    ("a = 1\n[site\nb = 2", ["not valid TOML", "line 2, column"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), MISTAKES)
def test_a_mistake_names_file_key_and_what_is_allowed(tmp_path: Path, text: str, told: list[str]) -> None:
    (tmp_path / "docpipe.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    message = str(caught.value)
    assert message.startswith("docpipe.toml: ")
    assert len(message.splitlines()) == 1
    assert [part for part in told if part not in message] == []
    assert caught.value.hint


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    separate = [
        text for text, _ in MISTAKES if text.startswith(("layout", "[crawl]\nexl", "[site]", '[targets."a b"]'))
    ]
    (tmp_path / "docpipe.toml").write_text("\n".join(separate) + f"\n{RULE}target = 'cor'", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    told = str(caught.value).splitlines()
    assert len(told) == 5
    assert all(line.startswith("docpipe.toml: ") for line in told)


def test_a_file_that_is_no_utf8_is_the_users_mistake(tmp_path: Path) -> None:
    (tmp_path / "docpipe.toml").write_bytes(b'[site]\nname = "caf\xe9"')
    with pytest.raises(ConfigError, match="byte 18 is not UTF-8"):
        load(tmp_path)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / "docpipe.toml").write_text('[site]\nname = "x"', encoding="utf-8-sig")
    assert load(tmp_path).site.name == "x"


def test_without_a_file_the_platform_is_used(tmp_path: Path) -> None:
    layout = in_effect(load(tmp_path))
    assert [*layout.targets] == ["index", "core", "communication", "automation", "ai", "infrastructure"]
    assert layout.targets["core"].path == "services/core.md"


def test_the_order_of_topics_is_the_same_for_every_target() -> None:
    order = (
        "overview", "set-up", "configuration", "use", "interfaces", "operation", "troubleshooting", "reference",
    )  # fmt: skip
    for name in ("platform", "platform-full"):
        layout = in_effect(Config(layout=name))
        assert {layout.topics_of(target) for target in layout.targets} == {order}


def test_the_full_platform_adds_pages_to_the_platform() -> None:
    platform, full = in_effect(Config(layout="platform")), in_effect(Config(layout="platform-full"))
    added = {target.path for target in full.targets.values()} - {target.path for target in platform.targets.values()}
    assert added == {
        "deployment/development.md", "deployment/staging.md", "deployment/production.md", "architecture/overview.md",
    }  # fmt: skip


def test_own_targets_stand_alone_unless_a_layout_is_named(tmp_path: Path) -> None:
    (tmp_path / "docpipe.toml").write_text(OWN, encoding="utf-8")
    alone = in_effect(load(tmp_path))
    (tmp_path / "docpipe.toml").write_text('layout = "platform"\n' + OWN, encoding="utf-8")
    beside = in_effect(load(tmp_path))
    assert [*alone.targets] == ["games"]
    assert [*beside.targets][-1] == "games"
    assert len(beside.targets) == 7
    assert not any(rule.target for rule in alone.rules)


def test_a_rule_of_a_packaged_name_changes_what_it_states(tmp_path: Path) -> None:
    (tmp_path / "docpipe.toml").write_text('[[rules]]\nid = "core.cache"\ntarget = "infrastructure"\n', "utf-8")
    packaged = {rule.id: rule for rule in in_effect(Config()).rules}["core.cache"]
    changed = [rule for rule in in_effect(load(tmp_path)).rules if rule.id == "core.cache"]
    assert changed == [packaged.model_copy(update={"target": "infrastructure"})]


def test_a_packaged_rule_can_keep_documents(tmp_path: Path) -> None:
    (tmp_path / "docpipe.toml").write_text('[[rules]]\nid = "core.cache"\naction = "keep"\n', "utf-8")
    (rule,) = (rule for rule in in_effect(load(tmp_path)).rules if rule.id == "core.cache")
    assert (rule.target, rule.action) == (None, "keep")
