"""Values that a reader is to replace: they claim nothing."""

from __future__ import annotations

import re

PLACEHOLDER = re.compile(
    r"your|change|xxx|\.\.\.|…|[<>{}\[\]*]|\$|placeholder|example|dummy|sample|insert|replace|todo|_here|-here|^sk-|^pk_|^test|"
    r"^\w{24,}$|[-_/]name$|^(?:abc|foo|bar)|path/to|user:pass|^strong",
    re.IGNORECASE,
)
