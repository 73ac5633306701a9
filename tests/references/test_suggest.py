"""What was meant, by the line that a name stands in and by what the folder has: near-misses first."""

from __future__ import annotations

import pytest

from docpipe.references import find
from tests.references.small import corpus

PAGES = {
    "docs/first.md": "# Set up the mail server on Debian\n",
    "docs/API_REFERENCE.md": "# Calls\n",
    "docs/RULES_DOCUMENTATION.md": "# Rules\n",
}
FILES = (
    "ops/boards/panels/all.json",
    "ops/boards/data/source.yml",
    "lab/scripts/a.sh",
    "lab/data/b.csv",
    "app/run_steps.py",
)


@pytest.mark.parametrize(
    ("text", "suggestion", "why"),
    [
        ("- [mail](old.md) is set up", None, "the words stand behind the link"),
        ("- Set [mail](old.md)", None, "too few words for a title"),
        ("- [Pages](docs/QUEUEING_DOCUMENTATION.md)", None, "only the word for a document is the same"),
        ("- [Pages](guides/API_OLD.md): all of them", None, "the line says no other name"),
        ("- [Calls](docs/OLD.md): the reference of the API", None, "the address says nothing of it"),
        ("Open `ops/boards/mails.json`.", None, "no folder says a word of it"),
        ("Open `ops/panel.yml`.", None, "the only such file lies elsewhere"),
        ("Run the tests in `./lab/src`.", None, "no folder of that name"),
        ("Run the scripts on the data in `./lab/src`.", None, "two folders are said"),
        ("`app/run_step.ts`", None, "another language"),
        ("- Set up [the mail server](old.md)", "docs/first.md", "the title"),
        ("- [Pages](guides/API_OLD.md): the reference of the API", "docs/API_REFERENCE.md", "the line says it"),
        ("Open `ops/boards/mail-panel.json`.", "ops/boards/panels/all.json", "the only one below"),
        ("Run the test scripts in `./lab/src`.", "lab/scripts", "the folder that is said"),
        ("`app/run_step.py`", "app/run_steps.py", "a plural"),
    ],
)
def test_the_line_and_the_folder_tell_what_was_meant(text: str, suggestion: str | None, why: str) -> None:
    found = find(corpus({**PAGES, "README.md": f"# Thing\n\n{text}\n"}, FILES))
    assert [reference.suggestion for reference in found] == [suggestion], why
