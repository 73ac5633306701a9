"""What a record says of the present: near-misses first."""

from __future__ import annotations

import pytest

from docpipe.references import find
from tests.references.small import corpus

FILES = ("guides/first_steps.md", "app/mail_sender.ts", "app/main.ts", "app/queue.ts", "app/store/rows.ts")
LISTING = "```\napp/\n├── mail_sender.ts\n├── main.ts\n├── queue.ts\n├── reader.ts\n└── store/\n    └── rows.ts\n```\n"


@pytest.mark.parametrize(
    ("path", "text", "tokens"),
    [
        ("report.md", "- `app/gone.ts` was fine", []),  # history
        ("report.md", "**Location**: `docs/gone.md`", []),  # lies nowhere else: removed since
        ("report.md", "- `app/main.rs` is next", []),  # a name that many have
        ("archive/report.md", "**Location**: `docs/first_steps.md`", []),  # kept for the record
        ("report.md", LISTING, []),  # how it looked then
        ("structure-plan.md", LISTING, []),  # how it is to look
        ("report.md", "## Next state\n\nSee docs/gone.md.", []),  # no heading that says how things stand
        ("report.md", "## Current state\n\nSee gone.md.", []),  # nobody knows whose
        ("report.md", "**Location**: `docs/first_steps.md`", ["docs/first_steps.md"]),
        ("report.md", "## Current state\n\nThe vision (docs/gone.md) stands.", ["docs/gone.md"]),
        ("report.md", "1. ✅ Sender (`app/mail_sender.rs`)", ["app/mail_sender.rs"]),
        ("structure_overview.md", LISTING, ["reader.ts"]),
    ],
)
def test_a_record_counts_only_where_the_tree_speaks_against_it(path: str, text: str, tokens: list[str]) -> None:
    found = find(corpus({path: f"# Report\n\n{text}\n"}, (*FILES, "docs/x.md"), role="record"))
    assert [reference.token for reference in found] == tokens
