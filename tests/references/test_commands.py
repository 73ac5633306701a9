"""Commands that no file defines: what is no dead command comes first, each with its why."""

from __future__ import annotations

import pytest

from docpipe.model import Fact
from docpipe.references import find
from tests.references.small import corpus, dead, runs

FILES = ("Makefile", "package.json", "web/package.json", "api/Makefile", "compose.yml", "src/main.py")
FACTS = [
    *runs("make target", "Makefile", "test", "build-%"),
    *runs("make target", "api/Makefile", "seed"),
    *runs("npm script", "package.json", "lint"),
    *runs("npm script", "web/package.json", "dev"),
    Fact("port", "db", "host port", "1", ("service:db",), "compose.yml", 1, "", "compose"),
]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("```bash\nmake test\n```", "it is defined"),
        ("```bash\nmake build-docs\n```", "a pattern rule makes it"),
        ("```bash\nmake -j4 test VERBOSE=1\n```", "an option and a variable are no targets"),
        ("```bash\nmake seed\n```", "another Makefile has it, and nothing says where the command runs"),
        ("```bash\nmake -C api seed\n```", "the option says where"),
        ("```bash\ncd api && make seed\n```", "`cd` says where"),
        ("```bash\nmake <target>\n```", "a placeholder"),
        ("We make things.", "a word"),
        ("```bash\nnpm run lint\n```", "it is defined"),
        ("```bash\nnpm run dev --prefix web\n```", "the option says where"),
        ("```bash\nnpm run gone --workspace web\n```", "a package that is named otherwise"),
        ("```bash\nnpm install\nnpm start\nyarn add x\n```", "the program's own commands"),
        ("```bash\nyarn eslint .\n```", "a tool of a dependency"),
        ('```json\n{"scripts": {\n  "gone": "x"\n}}\n```\n\nRun `npm run gone`.', "the document defines it itself"),
        ("```make\ngone:\n\techo\n```\n\n```bash\nmake gone\n```", "the document defines it itself"),
        ("```bash\ndocker compose up -d db\n```", "it is defined"),
        ("```bash\ndocker compose logs -f --tail 50 db\n```", "an option's value is no service"),
        ("```bash\ndocker compose exec db psql gone\n```", "what runs inside is no service"),
        ("```bash\ndocker compose logs <service>\n```", "a placeholder"),
        ("```bash\ngit clone https://example.org/a/tool\ncd tool\nmake gone\n```", "another repository"),
    ],
)
def test_is_no_dead_command(text: str, why: str) -> None:
    assert dead(text, FILES, "docs/README.md", FACTS) == [], why


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("```bash\nmake gone\n```", "make gone"),
        ("Use `make gone`.", "make gone"),
        ("```bash\ncd api && make test\n```", "make test"),
        ("```bash\n$ make gone\n```", "make gone"),
        ("```bash\nnpm run gone\n```", "npm run gone"),
        ("```bash\ncd web\nnpm run lint\n```", "npm run lint"),
        ("```bash\nyarn dbMigrate\n```", "yarn dbMigrate"),
        ("```bash\ndocker compose up -d cache\n```", "docker compose up -d cache"),
    ],
)
def test_is_dead(text: str, token: str) -> None:
    assert dead(text, FILES, facts=FACTS) == [token]


def test_an_included_file_that_cannot_be_read_may_define_anything() -> None:
    facts = [*FACTS, Fact("other", "common.mk", "open ended", "", (), "Makefile", 1, "", "make")]
    assert dead("```bash\nmake gone\n```", FILES, facts=facts) == []


def test_the_nearest_name_is_suggested() -> None:
    found = find(corpus({"README.md": "Run `make tests`."}, FILES), FACTS)
    assert [reference.suggestion for reference in found] == ["make test"]
