"""A proposal -> the text of a `docpipe.toml` that works as it stands, with comments for whoever edits it."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator, Sequence

from docpipe.config import RuleConfig, in_effect
from docpipe.rules.proposal import Proposal
from docpipe.text.plural import plural

_EXAMPLES = 3
_WIDTH = 110


def draft(proposal: Proposal) -> str:
    """The file, in UTF-8."""
    config = proposal.config
    lines = [
        f"# Proposed by docpipe init for {proposal.living} living documents. It works as it stands; change it freely.",
        "# After docpipe scan, reports/mapping.md says where each document goes, and why.",
        "",
    ]
    lines += _packaged(proposal) if config.layout else _own(proposal)
    return "\n".join(lines) + "\n"


def _packaged(proposal: Proposal) -> Iterator[str]:
    yield f"layout = {_string(proposal.config.layout or '')}"
    yield ""
    yield "# What each of its targets gets:"
    for name, target in in_effect(proposal.config).targets.items():
        paths = proposal.documents.get(name, ())
        yield f"#   {target.path:<28} {len(paths):>4}   {_examples(paths)}".rstrip()
    yield from (
        "#",
        "# A document goes elsewhere by a rule of yours, which goes before the packaged ones:",
        "#",
        "# [[rules]]",
        '# id = "our.billing"',
        '# target = "core"',
        '# when.path = ["docs/billing/**"]',
    )


def _own(proposal: Proposal) -> Iterator[str]:
    yield "# ---- the pages, in the order of the site"
    for name, target in proposal.config.targets.items():
        paths = proposal.documents.get(name, ())
        yield ""
        yield f"# {len(paths)} {plural(len(paths), 'document')}: {_examples(paths)}"
        yield f"[targets.{_key(name)}]"
        yield f"title = {_string(target.title)}"
        yield f"path = {_string(target.path)}"
    yield ""
    yield "# ---- what goes where: the first rule that holds decides"
    for rule in proposal.config.rules:
        yield ""
        yield from _rule(rule)


def _rule(rule: RuleConfig) -> Iterator[str]:
    yield "[[rules]]"
    yield f"id = {_string(rule.id)}"
    yield f"target = {_string(rule.target or '')}"
    for key, values in (("path", rule.when.path), ("topic", rule.when.topic)):
        if values:
            yield from _array(f"when.{key}", values)


def _array(key: str, values: Sequence[str]) -> Iterator[str]:
    line = f"{key} = [{', '.join(map(_string, values))}]"
    if len(line) <= _WIDTH:
        yield line
    else:
        yield f"{key} = ["
        yield from (f"  {_string(value)}," for value in values)
        yield "]"


def _examples(paths: Iterable[str]) -> str:
    """The names of a few documents, those last that are called as in every folder."""
    names = {_comment(posixpath.basename(path)) for path in paths}
    told = sorted(names, key=lambda name: (name.startswith(("README", "_", "index")), name))
    return ", ".join(told[:_EXAMPLES]) + (", …" if len(told) > _EXAMPLES else "")


def _comment(text: str) -> str:
    """A name without the characters that TOML allows in no comment."""
    return "".join(character if character.isprintable() else "?" for character in text)


def _key(name: str) -> str:
    return name if name.replace("-", "").isascii() and name.replace("-", "").isalnum() else _string(name)


def _string(text: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's, but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
