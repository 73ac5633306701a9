"""Links and images -> those whose file, folder or anchor is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.model import Document, Link
from docpipe.references import names
from docpipe.references.dead import Dead
from docpipe.text.links import SOURCE_ENDINGS, Resolved, Resolver

_TEMPLATED = re.compile(r"\{\{|\{%|<[A-Z]|\$\{")


def find(document: Document, resolver: Resolver, open_ended: frozenset[str]) -> Iterator[Dead]:
    """The dead links of one document; `open_ended` are documents whose anchors nobody can know."""
    for section in document.sections:
        for link in section.links:
            target = (
                document.definitions.get(link.target, link.target) if link.kind.endswith("reference") else link.target
            )
            if dead := _judge(document, link, target, resolver, open_ended):
                yield dead


def _judge(document: Document, link: Link, target: str, resolver: Resolver, open_ended: frozenset[str]) -> Dead | None:
    found = resolver.resolve(document.path, target)
    if found.exists or not _is_address(target, link):
        return None
    image = "image" in link.kind
    if found.kind == "missing":
        if target.startswith("/") and not _site_is_known(found, target, resolver):
            return None
        wanted = tuple(dict.fromkeys(path for path in _wanted(found, target, resolver) if path))
        what = "image" if image else "link"
        return Dead(link.line, target, "link", wanted, f"the {what} leads to no file", found.anchor)
    if found.path in open_ended or resolver.index_of(found.path) in open_ended:
        return None
    return Dead(link.line, target, "anchor", (), f"{found.path} has no heading #{found.anchor}", found.anchor)


def _is_address(target: str, link: Link) -> bool:
    """Whether the target is meant to be followed in the repository: no placeholder, no sentence, no host."""
    address = target.partition("#")[0].partition("?")[0].strip()
    steps = [step for step in address.strip("/").split("/") if step not in ("", ".", "..")]
    if not steps:
        return True
    odd = any(mark in address for mark in "*{}<>$|\\`\n ") and not address.endswith(SOURCE_ENDINGS)
    if odd or "..." in address:
        return False
    if "." not in steps[-1] and link.kind == "autolink":
        return False
    return not names.is_placeholder(steps) and not names.is_domain(steps[0])


def _site_is_known(found: Resolved, target: str, resolver: Resolver) -> bool:
    """Whether an address from the site's root can be judged: the section it speaks of is in the tree."""
    steps = found.path.split("/")
    if len(steps) == 1:
        return names.is_file_name(steps[0]) and target == "/" + steps[0]
    below = "/".join(steps[: min(2, len(steps) - 1)])
    return any(f"{root}/{below}".strip("/") in resolver.folders for root in resolver.site.roots)


def _wanted(found: Resolved, target: str, resolver: Resolver) -> Iterator[str]:
    """Paths that the link may have meant: from its place, and from each root of the site."""
    yield found.path
    if target.startswith("/"):
        yield from (f"{root}/{found.path}".strip("/") for root in resolver.site.roots)
