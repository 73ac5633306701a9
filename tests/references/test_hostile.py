"""Input that means harm: time grows with its length and no faster, and nothing raises."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docpipe.references import find
from tests.references.small import corpus

FILES = ("scripts/deploy.sh", "docs/guide.md", "Makefile", "src/app/__init__.py")

LONG = 100_000
HOSTILE = {
    "backticks": lambda n: " ".join("`" * (1 + i % 7) for i in range(n)),
    "one word": lambda n: "a" * n,
    "one path": lambda n: "a/" * n,
    "dots": lambda n: "1." * n + "!",
    "brackets": lambda n: "[" * n,
    "links": lambda n: "[a](" * n,
    "quotes in a shell": lambda n: "```bash\n" + 'a"b"' * n + "\n```",
    "spaces in a listing": lambda n: "```\n├── a" + " " * n + "x\n```",
    "marks of a list": lambda n: "- " * n + "```",
    "a title of spaces": lambda n: "```python\n# a.py" + " " * n + "x\n```",
    "schemes": lambda n: "http" * n,
    "stars": lambda n: "**" * n,
    "backslashes": lambda n: "```bash\ncat " + "\\" * n + "\n```",
    "comments": lambda n: "<!--" * n,
    "words of making": lambda n: "create add new " * n + "`scripts/x.sh`",
    "steps of an import": lambda n: "```python\nfrom app" + ".a" * n + " import x\n```",
    "variables": lambda n: "```env\n" + "A_B=1\n" * (n // 6) + "```",
    "excerpts": lambda n: "```yaml\n" + "build: ." * n + "\n- ./" + "a/" * n + "\n```",
    "homes": lambda n: "cd ~/a" * n,
    "what was done": lambda n: " " * n + "created `scripts/x.sh`",
    "commands": lambda n: "```bash\n" + "cd a && " * n + "\n```",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_long_document_is_read_to_its_end(name: str) -> None:
    """What takes more than linear time would not come back from so much text."""
    found = find(corpus({"README.md": HOSTILE[name](LONG) + "\n\n[end](gone.md)\n"}, FILES))
    unclosed = name in ("comments", "links", "brackets", "marks of a list")
    assert unclosed or "gone.md" in {each.token for each in found}


LINE = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "```bash",
            "```",
            "```python",
            "- `a/b.py`",
            "cd x",
            "make y",
            "├── z",
            "> q",
            "<!--",
            "-->",
            "$ ls",
            "EOF",
            "cat <<EOF",
        ]
    ),
)


@given(st.lists(LINE, max_size=30))
@settings(max_examples=150, deadline=None)
def test_any_document_can_be_judged(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = find(corpus({"docs/x.md": text}, FILES))
    last = text.count("\n") + 1
    assert all(1 <= each.line <= last and each.token and each.reason for each in found)
