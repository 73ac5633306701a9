"""Rivals from scan to proof: the one that leads stands on the page, the others whole in a folded note below it."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from docpipe.cli import group

LIST = """# Deployment guide

## Roll-out by list

Announce the window, drain the first half of the boats, refit them, and wait for the tide before the second half; the
harbour master signs the list when the last one is back on its mooring. A boat that does not answer within the hour is
towed, and the refit begins again from the first line of the list with another crew.

```sh
fleet drain a && fleet refit a
```
"""
NIGHTLY = """# How to deploy

## Ansible

Every night the inventory is read and whatever lags behind is brought up to the mark, ten at a time and never on a
holiday. Failures are collected in a mail to the crew; whoever reads it first takes the boat off the inventory, mends
it, and puts it back before the next night falls, with a note of what it was.

### **When it fails**

```sh
ansible-playbook -i boats nightly.yml --forks 10
```
"""


def docpipe(*arguments: object) -> str:
    result = CliRunner().invoke(group, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_one_that_follows_is_folded_and_the_proof_holds(tmp_path: Path) -> None:
    tree, out = tmp_path / "boats", tmp_path / "out"
    (tree / "docs").mkdir(parents=True)
    (tree / "docs" / "deployment.md").write_text(LIST, "utf-8")
    (tree / "DEPLOY.md").write_text(NIGHTLY, "utf-8")
    (tree / "docs" / "harbour.md").write_text("# Harbour\n\nSee [deployment](deployment.md) for boats.\n", "utf-8")
    output = docpipe("consolidate", tree, "--out", out, "--workers", 1)
    assert "1 task is answered by several documents" in output
    report = json.loads((out / "reports" / "scan.json").read_text("utf-8"))
    (rivals,) = report["rivals"]
    assert rivals["leader"] == "docs/deployment.md"
    assert dict(zip(rivals["members"], rivals["alone"], strict=True))["DEPLOY.md"] == ["Ansible", "When it fails"]
    assert "proven" in docpipe("verify", tree, "--out", out)
    pages = "".join(page.read_text("utf-8") for page in (out / "docs").rglob("*.md"))
    assert '??? note "How to deploy (DEPLOY.md)"' in pages
