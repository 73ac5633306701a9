"""Documents -> the configuration that `docpipe init` proposes: the packaged layout where it fits, else their own.

Only living documents count: records retire, and the others stay where they are.
"""

from __future__ import annotations

import glob
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from docpipe.config import Config, RuleConfig, TargetConfig, WhenConfig
from docpipe.model import Assignment, Document
from docpipe.rules.assignment import assign
from docpipe.rules.groups import Group, by_folder, is_version

_FILLED = 0.03  # of the living documents, and two at least: a target of fewer is not filled
_ENOUGH = 4
_HOME = (
    "README",
    "README.*",
    "index.*",
    "_index.*",
    "CONTRIBUTING*",
    "*doc*/README.*",
    "*doc*/index.*",
    "*doc*/_index.*",
)
_FEW_FOLDERS = 4  # a rule names so many; of more it names what they have in common


@dataclass(frozen=True, slots=True)
class Kind:
    """A target for what is in no group: documents of certain topics."""

    id: str
    title: str
    topics: tuple[str, ...]


_KINDS = (
    Kind("guides", "Guides", ("overview", "set-up", "configuration", "use")),
    Kind("reference", "Reference", ("interfaces", "reference")),
    Kind("operation", "Operation", ("operation", "troubleshooting")),
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A configuration, the living documents that each of its targets gets with it, and how many there are."""

    config: Config
    documents: Mapping[str, tuple[str, ...]]  # target -> paths
    living: int

    def filled(self, target: str) -> bool:
        """Whether a target gets enough for a page of its own."""
        return len(self.documents.get(target, ())) >= max(2, _FILLED * self.living)


def propose(documents: Sequence[Document], placed: Iterable[Assignment] | None = None) -> Proposal:
    """The platform where four of its targets are filled; else what the folders are about, and kinds of text besides.

    `placed` is what the platform makes of the documents, where that is known already.
    """
    config = Config(layout="platform")
    platform = _tried(config, documents) if placed is None else _judged(config, documents, placed)
    if sum(platform.filled(target) for target in platform.documents) >= _ENOUGH:
        return platform
    groups = by_folder([document.path for document in documents if document.role == "living"])
    kinds: tuple[Kind, ...] = _KINDS
    while True:
        own = _tried(_own(groups, kinds), documents)
        empty = [kind for kind in kinds if not own.filled(_target_of(kind, own.config.targets))]
        if not empty:
            return own
        kinds = _without(empty[-1], kinds, own)


def _tried(config: Config, documents: Sequence[Document]) -> Proposal:
    """What a configuration does to the living documents."""
    return _judged(config, documents, assign(tuple(documents), config))


def _judged(config: Config, documents: Sequence[Document], placed: Iterable[Assignment]) -> Proposal:
    """What a configuration that places sections so does to the living documents."""
    living = {document.path for document in documents if document.role == "living" and document.sections}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for assignment in placed:
        path = assignment.section.rpartition("#")[0]
        if path in living and assignment.target:
            found[assignment.target].add(path)
    return Proposal(config, {target: tuple(sorted(paths)) for target, paths in sorted(found.items())}, len(living))


def _without(kind: Kind, kinds: Sequence[Kind], own: Proposal) -> tuple[Kind, ...]:
    """The kinds without one that too few documents are of: the largest of the others takes its topics."""
    others = [other for other in kinds if other != kind]
    if not others:
        return ()
    largest = max(others, key=lambda other: len(own.documents.get(_target_of(other, own.config.targets), ())))
    joined = replace(largest, topics=(*largest.topics, *kind.topics))
    if len(others) == 1:
        joined = replace(_KINDS[0], topics=joined.topics)
    return tuple(joined if other == largest else other for other in others)


def _own(groups: Sequence[Group], kinds: Sequence[Kind]) -> Config:
    """Targets and rules of the corpus's own: the whole first, then folders, the deepest first, then kinds of text."""
    targets = {"index": TargetConfig(title="Overview", path="index.md")}
    rules = [RuleConfig(id="index.home", target="index", when=WhenConfig(path=_HOME))]
    named = []
    for group in groups:
        name = _id(group.name, taken=targets)
        targets[name] = TargetConfig(title=_title(group.name), path=f"{name}.md")
        named.append((name, group))
    for name, group in sorted(named, key=lambda pair: -max(folder.count("/") for folder in pair[1].folders)):
        rules.append(RuleConfig(id=f"{name}.folder", target=name, when=WhenConfig(path=_globs(group))))
    for kind in kinds:
        target = _target_of(kind, targets)
        targets.setdefault(target, TargetConfig(title=kind.title, path=f"{kind.id}.md"))
        rules.append(RuleConfig(id=f"{kind.id}.kind", target=target, when=WhenConfig(topic=kind.topics)))
    return Config(targets=targets, rules=tuple(rules))


def _target_of(kind: Kind, targets: Mapping[str, object]) -> str:
    """The target of a kind: one of a folder of that name, in the singular or plural, where there is one."""
    names = (kind.id, kind.id.removesuffix("s"), f"{kind.id}s")
    return next((name for name in names if name in targets), kind.id)


def _globs(group: Group) -> tuple[str, ...]:
    """The folders of a group, of any version: each of a few, else what they have in common."""
    split = [["*" if is_version(part) else glob.escape(part) for part in folder.split("/")] for folder in group.folders]
    each = tuple(dict.fromkeys("/".join([*parts, "**"]) for parts in split))
    if len(each) == 1:
        return each
    if len({len(parts) for parts in split}) == 1:
        common = [found[0] if len({*found}) == 1 else "*" for found in zip(*split, strict=True)]
        if common.count("*") == 1:
            return ("/".join([*common, "**"]),)
    return each if len(each) <= _FEW_FOLDERS else (f"**/{glob.escape(group.name)}/**",)


def _id(name: str, taken: Mapping[str, object]) -> str:
    slug = re.sub(r"[\W_]+", "-", name.lower()).strip("-") or "group"
    return slug if slug not in taken else f"{slug}-pages"


def _title(name: str) -> str:
    """A folder's name as a title: `the-new-engine` is "The new engine", `kb` is "KB"."""
    words = re.sub(r"[-_ ]+", " ", name).strip() or name
    if len(words) <= 3 or not re.search(r"[aeiouy]", words.lower()):
        return words.upper()
    return words[0].upper() + words[1:]
