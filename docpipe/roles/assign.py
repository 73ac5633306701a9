"""All documents of a corpus -> the same with role, reason and damage."""

from __future__ import annotations

from dataclasses import replace

from docpipe.config import Config
from docpipe.model import Document, Role, Tree
from docpipe.roles.conventions import agent_folder, is_feature_plan, is_standing, role_by_convention
from docpipe.roles.copies import Copy, find_copies
from docpipe.roles.damage import damages
from docpipe.roles.evidence import clues, finished, verdict
from docpipe.roles.view import View, view


def assign(documents: tuple[Document, ...], tree: Tree, config: Config) -> tuple[Document, ...]:
    """The same documents with `role`, `role_reason`, `damaged`, and of copies `copy_kind` and `copy_of`, set."""
    copies = find_copies({document.path: document.source.text for document in documents})
    damaged = damages([document for document in documents if document.path not in copies])
    return tuple(_assigned(document, copies.get(document.path), damaged.get(document.path)) for document in documents)


def _assigned(document: Document, copy: Copy | None, damaged: str | None) -> Document:
    if copy:
        return replace(
            document, role="copy", role_reason=copy.reason, damaged=None, copy_kind=copy.kind, copy_of=copy.original
        )
    role, reason = role_alone(view(document))
    return replace(document, role=role, role_reason=reason, damaged=damaged, copy_kind=None, copy_of=None)


def role_alone(seen: View) -> tuple[Role, str]:
    """The role of a document by itself, whatever stands beside it."""
    by_convention = role_by_convention(seen)
    if by_convention:
        return by_convention
    found = clues(seen)
    record, why = verdict(found)
    folder = agent_folder(seen)
    if folder is None:
        return ("record" if record else "living"), why
    if is_feature_plan(seen):
        return "record", f"is the plan of one feature, though it lies in '{folder}'"
    if finished(found) or (record and not is_standing(seen, folder)):
        return "record", f"{why}, though it lies in '{folder}'"
    return "agent", f"lies in '{folder}'"
