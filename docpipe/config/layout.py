"""A `Config` -> the topics, targets and rules in effect: the user's, on those that docpipe ships. Checks nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from docpipe.config.schema import Config, LayoutName, RuleConfig, TargetConfig, TopicConfig

_PACKAGED = Path(__file__).parents[1] / "rules"
_COMMON = "topics"  # the file that every layout stands on


@dataclass(frozen=True, slots=True)
class Layout:
    """Topics and targets by id, in their order; the user's rules, then the packaged ones that they do not replace."""

    topics: Mapping[str, TopicConfig]
    targets: Mapping[str, TargetConfig]
    rules: tuple[RuleConfig, ...]

    def topics_of(self, target: str) -> tuple[str, ...]:
        """The topics of a target's page, in their order."""
        return self.targets[target].topics or tuple(self.topics)


def in_effect(config: Config) -> Layout:
    """The layout of a run with this configuration."""
    below = base(config.layout, own_targets=bool(config.targets))
    replaced = {rule.id for rule in config.rules}
    return Layout(
        topics={**below.topics, **config.topics},
        targets={**below.targets, **config.targets},
        rules=(*config.rules, *(rule for rule in below.rules if rule.id not in replaced)),
    )


def base(layout: LayoutName | None, *, own_targets: bool) -> Layout:
    """What docpipe ships under the name, or what it takes where none is given: the platform, or topics alone."""
    files = _files(layout) if layout or not own_targets else [_packaged(_COMMON)]
    return Layout(
        topics={key: topic for file in files for key, topic in file.topics.items()},
        targets={key: target for file in files for key, target in file.targets.items()},
        rules=tuple(rule for file in files for rule in file.rules),
    )


def _files(layout: LayoutName | None) -> list[Config]:
    """The files that a layout consists of, the most general first."""
    file = _packaged(layout or "platform")
    return [*(_files(file.layout) if file.layout else [_packaged(_COMMON)]), file]


@lru_cache
def _packaged(name: str) -> Config:
    return Config.model_validate(tomllib.loads((_PACKAGED / f"{name}.toml").read_text("utf-8")))
