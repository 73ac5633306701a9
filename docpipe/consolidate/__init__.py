"""A scan -> the plan: pages made of source spans, redirects, and a ledger row for every block."""

from __future__ import annotations

from docpipe.consolidate.inventory import inventory
from docpipe.consolidate.planning import plan

__all__ = ["inventory", "plan"]
