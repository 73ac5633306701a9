"""`docpipe.toml` -> `Config`, and the layout (topics, targets, rules) that is in effect with it."""

from __future__ import annotations

from docpipe.config.layout import Layout, in_effect
from docpipe.config.reading import FILE_NAME, load
from docpipe.config.schema import Config, CrawlConfig, RuleConfig, SiteConfig, TargetConfig, TopicConfig, WhenConfig

__all__ = [
    "FILE_NAME",
    "Config",
    "CrawlConfig",
    "Layout",
    "RuleConfig",
    "SiteConfig",
    "TargetConfig",
    "TopicConfig",
    "WhenConfig",
    "in_effect",
    "load",
]
