"""A `Config` -> the topics, targets and rules in effect: the user's, on those that docpipe ships."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from docpipe.config.schema import Config, LayoutName, Names, RuleConfig, TargetConfig, TopicConfig

_PACKAGED = Path(__file__).parents[1] / "rules"


@dataclass(frozen=True, slots=True)
class Layout:
    """Topics and targets by id, and rules, in their order: the user's rules, then the packaged ones."""

    topics: Mapping[str, TopicConfig]
    targets: Mapping[str, TargetConfig]
    rules: tuple[RuleConfig, ...]

    def topics_of(self, target: str) -> tuple[str, ...]:
        """The topics of a target's page, in their order."""
        return self.targets[target].topics or tuple(self.topics)


def in_effect(config: Config) -> Layout:
    """The layout of a run with this configuration."""
    return _on(base(config.layout, own_targets=bool(config.targets)), config)


@lru_cache
def base(layout: LayoutName | None, *, own_targets: bool) -> Layout:
    """What docpipe ships under the name, or what it takes where none is given: the platform, or topics alone."""
    topics = _with(Layout({}, {}, ()), "topics")
    if layout is None and own_targets:
        return topics
    platform = _with(topics, "platform")
    return platform if layout in (None, "platform") else _with(platform, layout)


def validate(raw: Mapping[str, Any], below: Layout) -> Config:
    """A file that builds on a layout, checked. Raises pydantic's ValidationError with every mistake."""
    targets, topics = ([*table] if isinstance(table := raw.get(key), dict) else [] for key in ("targets", "topics"))
    names = Names(
        tuple(dict.fromkeys([*below.targets, *targets])),
        tuple(dict.fromkeys([*below.topics, *topics])),
        tuple(rule.id for rule in below.rules),
    )
    return Config.model_validate(raw, context=names)


def _with(below: Layout, name: str) -> Layout:
    """A packaged file on the layout below it."""
    return _on(below, validate(tomllib.loads((_PACKAGED / f"{name}.toml").read_text("utf-8")), below))


def _on(below: Layout, config: Config) -> Layout:
    """A file's topics, targets and rules on those below; a rule of a name below changes what it states."""
    known = {rule.id: rule for rule in below.rules}
    own = tuple(_changed(known[rule.id], rule) if rule.id in known else rule for rule in config.rules)
    replaced = {rule.id for rule in own}
    return Layout(
        topics={**below.topics, **config.topics},
        targets={**below.targets, **config.targets},
        rules=(*own, *(rule for rule in below.rules if rule.id not in replaced)),
    )


def _changed(packaged: RuleConfig, rule: RuleConfig) -> RuleConfig:
    stated = {name: getattr(rule, name) for name in rule.model_fields_set}
    if rule.action:
        stated |= {"target": None, "topic": None}
    return packaged.model_copy(update=stated)
