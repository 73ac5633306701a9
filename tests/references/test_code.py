"""Variables and imports: what is no dead name comes first, each with its why."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from docpipe.model import Fact
from docpipe.references import find
from tests.references.small import Code, corpus

FILES = (
    "src/shop/__init__.py",
    "src/shop/cart.py",
    "src/shop/pay/__init__.py",
    "web/src/lib/format.ts",
    "web/src/lib/date.ts",
)
FACTS = [
    *(Fact("value", name, "defined", "", (), ".env.example", 1, "", "dotenv") for name in ("SHOP_PORT", "SHOP_DB_URL")),
    Fact("version", "open-agents", "dependency", "1", (), "pyproject.toml", 1, "", "pyproject"),
]
CODE = {"src/shop/cart.py": "import os\nclass Cart: pass\nos.environ['SHOP_MODE']\n"}


def dead(text: str, code: Mapping[str, str] = CODE, *, readable: bool = True) -> list[str]:
    return [each.token for each in find(corpus({"README.md": text}, FILES), FACTS, Code(code, readable=readable))]


def settings(*lines: str) -> str:
    return "\n".join(("```env", *lines, "```"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (settings("SHOP_PORT=1", "SHOP_DB_URL=x"), "they are defined"),
        (settings("SHOP_PORT=1", "SHOP_MODE=x"), "the code reads it"),
        (settings("OTHER_THING=1", "OTHER_PART=2"), "none of them is ours: another program's settings"),
        (settings("SHOP_PORT=1", "AWS_REGION=x"), "a variable of a common tool"),
        (settings("SHOP_PORT=1", "YOUR_TOKEN=x"), "a placeholder"),
        ("## Removed\n\n" + settings("SHOP_PORT=1", "SHOP_GONE=x"), "said to be gone"),
        ("`SHOP_GONE` is nice, `SHOP_PORT` too.", "not listed as settings"),
    ],
)
def test_is_no_dead_variable(text: str, why: str) -> None:
    assert dead(text) == [], why


@pytest.mark.parametrize(
    "text",
    [
        settings("SHOP_PORT=1", "SHOP_GONE=x"),
        "| Variable | Use |\n| --- | --- |\n| `SHOP_PORT` | x |\n| `SHOP_GONE` | y |",
        "- `SHOP_PORT`: x\n- `SHOP_GONE`: y",
    ],
)
def test_is_a_dead_variable(text: str) -> None:
    assert dead(text) == ["SHOP_GONE"]


def test_variables_are_not_judged_where_the_code_cannot_be_read() -> None:
    assert dead(settings("SHOP_PORT=1", "SHOP_GONE=x"), readable=False) == []


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("from shop.cart import Cart", "it exists"),
        ("import shop.pay", "it exists"),
        ("from os.path import join", "the language's own"),
        ("from agents.tools import x", "a dependency's"),
        ("from requests.gone import x", "somebody else's"),
        ("from shop.cart_pb2 import x", "a tool writes it"),
        ("from shop.your_module import x", "a placeholder"),
        ("# from shop.gone import x", "a comment"),
        ("from .gone import x", "relative to nobody knows what"),
    ],
)
def test_is_no_dead_import(line: str, why: str) -> None:
    assert dead(f"```python\n{line}\n```") == [], why


@pytest.mark.parametrize(
    ("fence", "token"),
    [
        ("```python\nfrom shop.gone import x\n```", "shop.gone"),
        ("```python\n>>> import shop.pay.gone\n```", "shop.pay.gone"),
        ("```python\nfrom shop.cart import Basket\n```", "Basket"),
        ("```ts\nimport { a } from '@/lib/gone'\n```", "@/lib/gone"),
    ],
)
def test_is_a_dead_import(fence: str, token: str) -> None:
    assert dead(fence) == [token]


def test_the_module_with_the_nearest_name_is_suggested() -> None:
    found = find(corpus({"README.md": "```python\nfrom shop.carts import x\n```"}, FILES))
    assert [each.suggestion for each in found] == ["src/shop/cart.py"]
