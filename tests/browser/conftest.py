"""Built sites, served on this machine under a strict content security policy, and a browser that listens to faults."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from docpipe import runs

ESTATE = Path(__file__).parents[2] / "docpipe" / "demo" / "estate"
_INLINE = re.compile(rb"<(script|style)>(.*?)</\1>", re.DOTALL)


class Guarded(SimpleHTTPRequestHandler):
    """Serves files; a page may run and load what lies beside it, and the theme's own inline parts by their hashes."""

    def end_headers(self) -> None:
        path = Path(self.translate_path(self.path))
        page = path / "index.html" if path.is_dir() else path
        if page.suffix == ".html" and page.is_file():
            self.send_header("Content-Security-Policy", policy(page.read_bytes()))
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Tests print nothing."""


def policy(page: bytes) -> str:
    """`default-src 'self'` and the hashes of the inline scripts and styles that the theme brings."""
    hashes: dict[str, list[str]] = {"script": [], "style": []}
    for kind, text in _INLINE.findall(page):
        digest = base64.b64encode(hashlib.sha256(text).digest()).decode()
        hashes[kind.decode()].append(f"'sha256-{digest}'")
    sources = "; ".join(f"{kind}-src 'self' {' '.join(sorted(set(found)))}" for kind, found in hashes.items())
    return f"default-src 'self'; img-src 'self' data:; {sources}"


@dataclass
class Faults:
    """What a page did that it must not do: errors, answers that failed, and requests that leave this machine."""

    found: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.found.append(f"error: {error}"))
        page.on("console", lambda said: self.found.append(said.text) if said.type in ("error", "warning") else None)
        page.on("response", lambda got: self.found.append(f"{got.status} {got.url}") if got.status >= 400 else None)
        page.on("request", lambda asked: self._judge(asked.url))
        page.on("dialog", lambda dialog: (self.found.append(f"dialog: {dialog.message}"), dialog.dismiss()))

    def _judge(self, url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "data:", "blob:", "file:")):
            self.found.append(f"asked {url}")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Guarded, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def site_of(root: Path, out: Path, *, strict: bool = True) -> Path:
    """The built site of a tree."""
    runs.consolidate(root, out, workers=1, told=lambda stage: None)
    build(load_config(str(out / "mkdocs.yml"), site_dir=str(out / "site"), strict=strict))
    return out / "site"


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The sample's site: its folder, and the address that it is made for and served at."""
    folder = tmp_path_factory.mktemp("browser")
    estate = shutil.copytree(ESTATE, folder / "estate")
    with served(folder / "out" / "site") as at:
        config = estate / "docpipe.toml"
        config.write_text(config.read_text("utf-8").replace("[site]\n", f'[site]\nurl = "{at}/"\n'), "utf-8")
        yield site_of(estate, folder / "out"), at


@pytest.fixture(scope="session")
def site(published: tuple[Path, str]) -> Path:
    """The folder of the sample's site."""
    return published[0]


@pytest.fixture(scope="session")
def address(published: tuple[Path, str]) -> str:
    """The address of the sample's site."""
    return published[1]


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Make a context with the given settings; closed after the test."""
    made: list[BrowserContext] = []

    def make(**settings: object) -> BrowserContext:
        made.append(browser.new_context(**settings))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def page(context: Callable[..., BrowserContext]) -> Iterator[Page]:
    """A page; the test fails where it had a fault."""
    one = context().new_page()
    faults = Faults()
    faults.listen(one)
    yield one
    assert faults.found == []
