"""A folder -> the files in it, and the bytes of its Markdown as text. Knows nothing of what Markdown means."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docpipe.config import Config
from docpipe.model import Skipped, SourceFile, Tree


@dataclass(frozen=True, slots=True)
class Crawl:
    """What a crawl found: the tree, the Markdown in it as text in path order, and what was left out and why."""

    tree: Tree
    sources: tuple[SourceFile, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...]


def find(root: Path, config: Config) -> Crawl:
    """All Markdown below `root`."""
    raise NotImplementedError
