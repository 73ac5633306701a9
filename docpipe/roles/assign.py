"""All documents of a corpus -> the same with role, reason and damage."""

from __future__ import annotations

from dataclasses import replace

from docpipe.config import Config
from docpipe.model import Document, Role, Tree
from docpipe.roles.conventions import agent_folder, is_feature_plan, is_standing, role_by_convention
from docpipe.roles.copies import Copy, find_copies
from docpipe.roles.damage import damages
from docpipe.roles.evidence import clues, finished, retired_folder, verdict
from docpipe.roles.view import View, view


def assign(documents: tuple[Document, ...], tree: Tree, config: Config) -> tuple[Document, ...]:
    """The same documents with `role`, `role_reason`, `damaged`, and of copies `copy_kind` and `copy_of`, set."""
    copies = find_copies({document.path: document.source.text for document in documents})
    originals = [document for document in documents if document.path not in copies]
    damaged = damages(originals)
    views = {document.path: view(document) for document in originals}
    retired = frozenset(folder for seen in views.values() if (folder := retired_folder(seen)))
    return tuple(
        _copied(document, copies[document.path])
        if document.path in copies
        else _assigned(document, role_alone(views[document.path], retired), damaged.get(document.path))
        for document in documents
    )


def role_alone(seen: View, retired: frozenset[str] = frozenset()) -> tuple[Role, str]:
    """The role of a document that is no copy, and why; `retired` as in `clues`."""
    by_convention = role_by_convention(seen)
    if by_convention:
        return by_convention
    found = clues(seen, retired)
    record, why = verdict(found)
    folder = agent_folder(seen)
    if folder is None:
        return ("record" if record else "living"), why
    if is_feature_plan(seen):
        return "record", f"is the plan of one feature, though it lies in '{folder}'"
    if record and (finished(found) or not is_standing(seen, folder)):
        return "record", f"{why}, though it lies in '{folder}'"
    return "agent", f"lies in '{folder}'"


def _copied(document: Document, copy: Copy) -> Document:
    return replace(
        document, role="copy", role_reason=copy.reason, damaged=None, copy_kind=copy.kind, copy_of=copy.original
    )


def _assigned(document: Document, role: tuple[Role, str], damaged: str | None) -> Document:
    return replace(document, role=role[0], role_reason=role[1], damaged=damaged, copy_kind=None, copy_of=None)
