"""A scan -> the plan: pages made of source spans, redirects, and a ledger row for every block."""

from __future__ import annotations

from docpipe.config import Config
from docpipe.model import Plan, Scan


def plan(scan: Scan, config: Config) -> Plan:
    """Pages, redirects and ledger."""
    raise NotImplementedError
