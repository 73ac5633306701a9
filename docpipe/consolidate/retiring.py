"""Rules -> what `--apply` leaves at the old path of each document."""

from __future__ import annotations

from docpipe.config import Config, in_effect
from docpipe.model import Policy, Scan
from docpipe.places import ARCHIVE


def policies(scan: Scan, config: Config) -> dict[str, Policy]:
    """By path: what the rule that placed it says, else what the configuration says of all."""
    by_rule = {rule.id: rule.retire for rule in in_effect(config).rules if rule.retire}
    found: dict[str, Policy] = {document.path: config.retire.policy for document in scan.corpus.documents}
    for assignment in scan.assignments if by_rule else ():
        policy = by_rule.get(assignment.rule or "")
        if policy:
            found[assignment.section.rpartition("#")[0]] = policy
    return found


def lies(path: str, policy: Policy) -> str:
    """Where a record lies when it has retired; of what only history keeps, where it lay."""
    return path if policy in ("history", "keep") else f"{ARCHIVE}/{path}"
