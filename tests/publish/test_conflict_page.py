"""The conflict page: what stands where, what is marked, and that no source can be more than text on it."""

from __future__ import annotations

import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest

from docpipe.config import Config
from docpipe.consolidate import plan
from docpipe.model import Claim, Conflict, Evidence
from docpipe.publish import files
from docpipe.publish.pages import quoting
from tests.consolidate.estates import scan_of

CASES = tomllib.loads((Path(__file__).parents[1] / "cases/publish/marking.toml").read_text("utf-8"))["case"]
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</td></table></details><svg onload=alert(1)>",
    "```\n<script>alert(1)</script>\n```",
    "[click](javascript:alert(1)) <javascript:alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "</summary>\n\n<script>alert(1)</script>\n\n# heading {onclick=alert(1)}",
    "\u0002wzxhzdk:0\u0003 \u202egnp.exe",
    "{{ config }} {% include '/etc/passwd' %} --8<-- '/etc/passwd'",
]
ALLOWED = {"h1", "h2", "h3", "p", "div", "details", "summary", "span", "small", "code", "table", "thead", "tbody", "tr",
           "th", "td", "mark", "a", "ul", "li", "strong", "em"}  # fmt: skip


def claim(path: str, line: int, value: str, text: str, *, wrong: bool = False) -> Claim:
    return Claim(path, line, value, text, "living", wrong)


def conflict(*claims: Claim, **given: object) -> Conflict:
    return Conflict(**{
        "id": "k-0001", "kind": "port", "subject": "Grafana", "attribute": "host port", "scope": "", "status": "open",
        "confidence": 0.8, "severity": "high", "claims": claims, "evidence": (), "suggestion": "", **given,
    })  # type: ignore[arg-type] # fmt: skip


def page_of(sources: dict[str, str], *conflicts: Conflict, repo_url: str | None = None) -> str:
    scan = scan_of(sources, conflicts=conflicts)
    return files(plan(scan, Config()), scan, repo_url=repo_url)["docs/review/conflicts.md"].decode()


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_what_is_marked(case: dict[str, object]) -> None:
    values = case.get("other_values") or ["another"] * len(case["others"])
    others = [claim("b.md", 1, value, text) for value, text in zip(values, case["others"], strict=True)]
    found = quoting.marked(claim("a.md", 1, case["value"], case["line"]), others)
    assert found.replace("<mark>", "[[").replace("</mark>", "]]") == case["marked"]


SOURCES = {
    "a.md": "# Setup\n\nGrafana: http://localhost:3000\n\nand more\n",
    "b.md": "# Watch\n\nGrafana: http://localhost:3001\n",
}


def test_values_stand_apart_with_their_places_the_one_that_holds_first() -> None:
    found = page_of(
        SOURCES,
        conflict(
            claim("a.md", 3, "3000", "Grafana: http://localhost:3000", wrong=True),
            claim("b.md", 3, "3001", "Grafana: http://localhost:3001"),
            status="settled",
            settled="3001",
            evidence=(Evidence("compose.yml", 7, "3001"),),
        ),
    )
    bodies = re.findall("<tbody>.*?</tbody>", found)
    assert [re.findall(r"[\w.]+:\d", body) for body in bodies] == [["compose.yml:7", "b.md:3"], ["a.md:3"]]
    assert "holds" in bodies[0] and "wrong" in bodies[1]
    assert "http://localhost:<mark>3000</mark>" in bodies[1]
    assert 'id="k-0001"' in found
    assert "docpipe fix" in found
    assert 'href="../services/core.html#setup"' in bodies[1]


def test_only_a_known_repository_is_linked() -> None:
    made = conflict(claim("a.md", 3, "3000", "x 3000"), claim("b.md", 3, "3001", "x 3001"))
    assert "https:" not in page_of(SOURCES, made)
    linked = page_of(SOURCES, made, repo_url="https://code.example/shop")
    assert 'href="https://code.example/shop/blob/HEAD/a.md#L3"' in linked


def test_what_nothing_decides_names_no_command_that_would() -> None:
    made = conflict(claim("a.md", 3, "3000", "x 3000"), claim("b.md", 3, "3001", "x 3001"))
    page = page_of(SOURCES, made)
    assert "docpipe fix" not in page and "docpipe explain k-0001" in page


def test_many_places_of_one_value_are_folded() -> None:
    claims = [claim("a.md", 3, "3000", "x 3000")] * 9 + [claim("b.md", 3, "3001", "x 3001")]
    assert "<summary>5 more</summary>" in page_of(SOURCES, conflict(*claims))


def test_what_nobody_has_to_do_with_is_folded() -> None:
    made = conflict(claim("a.md", 3, "3000", "x"), claim("b.md", 3, "3001", "y"), status="historic")
    assert re.search(r'<details id="k-0001" class="docpipe-entry" data-item', page_of(SOURCES, made))


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}


@pytest.mark.parametrize("payload", HOSTILE)
def test_a_hostile_source_is_text_and_nothing_else(payload: str) -> None:
    """In each place that a source can reach: path, heading, line, value, subject, scope, suggestion."""
    made = conflict(
        claim(payload, 3, payload, payload), claim("b.md", 3, "x", f"{payload} x"), claim("c.md", 4, "y", payload),
        subject=payload, attribute=payload, scope=payload, suggestion=payload,
        evidence=(Evidence(payload, 1, payload),), settled=payload,
    )  # fmt: skip
    sources = {**SOURCES, "c.md": f"# {payload.splitlines()[0]}\n\n{payload}\n\nlast\n"}
    text = page_of(sources, made, repo_url="https://code.example/shop")
    rendered = markdown.markdown(text, extensions=["md_in_html", "pymdownx.superfences", "pymdownx.details", "tables"])
    seen = _Seen()
    seen.feed(rendered)
    assert seen.tags <= ALLOWED
    assert {name for name, _ in seen.attributes if name.startswith("on")} == set()
    assert {value for name, value in seen.attributes if name == "href" and value.startswith("javascript")} == set()
    assert "alert(1)</script>" not in rendered
    assert rendered.count("<details") == text.count("<details")
