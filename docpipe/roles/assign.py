"""All documents of a corpus -> the same with role, reason and damage."""

from __future__ import annotations

from dataclasses import replace

from docpipe.config import Config
from docpipe.model import Document, Role, Tree
from docpipe.roles.conventions import agent_folder, is_feature_plan, is_standing, role_by_convention
from docpipe.roles.evidence import clues, finished, verdict
from docpipe.roles.view import View, view


def assign(documents: tuple[Document, ...], tree: Tree, config: Config) -> tuple[Document, ...]:
    """The same documents with `role`, `role_reason` and `damaged` set."""
    assigned = []
    for document in documents:
        role, reason = role_alone(view(document))
        assigned.append(replace(document, role=role, role_reason=reason))
    return tuple(assigned)


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
