"""axe-core finds no serious violation on any page: light, dark, and as wide as a phone."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.test_site import pages

pytestmark = pytest.mark.browser
AXE = "axe-core@4.10.2"
SHA256 = "9ea2d2d6917da998122bdacfd3b473e31ead53f4b87146c716a12edf89158100"
VIEWS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 800}, "is_mobile": True},
}
_RUN = """async () => {
  const told = await axe.run(document.querySelector("article"), {resultTypes: ["violations"]});
  const serious = told.violations.filter(found => ["serious", "critical"].includes(found.impact));
  return serious.map(found => found.id + ": " + found.nodes.slice(0, 3).map(node => node.target).join("; "));
}"""


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script, from npm, of known bytes; skips where npm or its registry is not there."""
    folder = tmp_path_factory.mktemp("axe")
    if not shutil.which("npm"):
        pytest.skip("no npm on PATH to fetch axe-core with")
    got = subprocess.run(["npm", "pack", AXE], cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    found = [*folder.glob("*.tgz")]
    if not found:
        pytest.skip(f"npm could not fetch {AXE}: {got.stderr.strip()[-200:]}")
    assert hashlib.sha256(found[0].read_bytes()).hexdigest() == SHA256
    with tarfile.open(found[0]) as packed:
        member = packed.extractfile("package/axe.min.js")
        assert member is not None
        return member.read().decode()


@pytest.mark.parametrize("view", VIEWS)
def test_no_serious_violation(view: str, address: str, axe: str, context: Callable[..., BrowserContext]) -> None:
    page = context(bypass_csp=True, **VIEWS[view]).new_page()
    violations = {}
    for name in pages(address, page):
        page.goto(name, wait_until="networkidle")
        page.add_style_tag(content="* { transition: none !important; }")  # a colour on its way is none to judge
        page.evaluate(axe)
        if found := page.evaluate(_RUN):
            violations[Path(name).name] = found
    assert violations == {}
