"""Pages -> `mkdocs.yml`: navigation, theme and extensions, nothing from other hosts, every check at its strictest."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from importlib import resources

from docpipe.model import Corpus, Page

LONGEST_NAME = 60  # characters; a theme's header cuts off what is longer
_README = re.compile(r"readme\.(?:md|mdx|markdown)", re.IGNORECASE)
_SUBTITLE = re.compile(r"\s+[-–—·|(]|:\s|：")
_ASSETS = "assets/docpipe"
STYLE, SCRIPT = "docpipe.css", "docpipe.js"

# What is absent on purpose, because it would read words of a source as its own syntax: attr_list (`{#id}`), snippets
# (`--8<--`), emoji (`:name:`), smarty, mark, caret, keys, critic, abbr, meta, arithmatex.
_SETTINGS = """
docs_dir: docs
use_directory_urls: false
theme:
  name: material
  font: false
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle:
        icon: material/weather-night
        name: Switch to dark
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle:
        icon: material/weather-sunny
        name: Switch to light
  features:
    - content.code.copy
    - navigation.indexes
    - navigation.instant
    - navigation.top
    - search.highlight
    - toc.follow
extra_css:
  - {assets}/{style}
extra_javascript:
  - {assets}/{script}
plugins:
  - search
validation:
  nav:
    omitted_files: warn
    not_found: warn
    absolute_links: warn
  links:
    not_found: warn
    anchors: warn
    absolute_links: warn
    unrecognized_links: warn
markdown_extensions:
  - admonition
  - footnotes
  - md_in_html
  - sane_lists
  - tables
  - toc:
      marker: ""
      permalink: true
      toc_depth: 4
      slugify: !!python/object/apply:pymdownx.slugs.slugify
        kwds:
          case: lower
  - pymdownx.betterem
  - pymdownx.details
  - pymdownx.highlight:
      use_pygments: true
  - pymdownx.superfences:
      preserve_tabs: true
      relaxed_headers: true
  - pymdownx.tabbed:
      alternate_style: true
  - pymdownx.tasklist
  - pymdownx.tilde:
      subscript: false
"""


_ESCAPED = str.maketrans({mark: f"\\{mark}" for mark in "\\*?[!# "})  # what a `.gitignore` reads as its own


@dataclass(frozen=True, slots=True)
class Chapter:
    """An entry of the navigation: a page, or a title over further entries."""

    title: str
    path: str | None
    entries: tuple[Chapter, ...] = ()


def render(
    name: str,
    chapters: Sequence[Chapter],
    *,
    repo_url: str | None = None,
    url: str | None = None,
    left_out: Sequence[str] = (),
) -> str:
    """The text of `mkdocs.yml`. `left_out` are patterns, as of a `.gitignore`, of what else lies in `docs/`."""
    head = [f"site_name: {_quoted(name)}"]
    if url:
        head.append(f"site_url: {_quoted(url)}")
    if repo_url:
        head.append(f"repo_url: {_quoted(repo_url)}")
    if left_out:
        head.append(f"exclude_docs: {_quoted(chr(10).join(left_out))}")
    return (
        "\n".join(head)
        + _SETTINGS.format(assets=_ASSETS, style=STYLE, script=SCRIPT)
        + "nav:\n"
        + "".join(_entries(chapters, 1))
    )


def assets() -> dict[str, bytes]:
    """The site's own style sheet and script, by path below `docs/`."""
    folder = resources.files("docpipe.publish") / "assets"
    return {f"{_ASSETS}/{name}": (folder / name).read_bytes() for name in (STYLE, SCRIPT)}


def chapters(pages: Iterable[Page]) -> list[Chapter]:
    """The reader pages as navigation: each target, with the pages beneath it under its title."""
    known = list(pages)
    found = []
    for page in known:
        beneath = [other for other in known if other.above == page.path]
        if page.above is None and beneath:
            inner = (Chapter(page.title, page.path), *(Chapter(_short(other, page), other.path) for other in beneath))
            found.append(Chapter(page.title, None, inner))
        elif page.above is None:
            found.append(Chapter(page.title, page.path))
    return found


def left_out(beside: Iterable[str], site: Collection[str]) -> list[str]:
    """Patterns for the paths of `beside` below `docs/`: a whole folder where nothing of the site lies in it."""
    own = _folders(path for path in site if path.startswith("docs/"))
    found = set()
    for path in beside:
        if path in site:
            continue
        steps = path.split("/")
        shown = ["/".join(steps[:depth]) + "/" for depth in range(2, len(steps))]
        whole = next((folder for folder in shown if folder not in own), path)
        found.add(whole.removeprefix("docs").translate(_ESCAPED))
    return sorted(found)


def _folders(paths: Iterable[str]) -> set[str]:
    """Every folder above one of the paths, with "/" at its end."""
    return {path[: end + 1] for path in paths for end, mark in enumerate(path) if mark == "/"}


def _short(page: Page, above: Page) -> str:
    return page.title.removeprefix(f"{above.title}: ")


def _entries(chapters: Iterable[Chapter], depth: int) -> Iterable[str]:
    for chapter in chapters:
        path = f" {_quoted(chapter.path)}" if chapter.path else ""
        yield f"{'  ' * depth}- {_quoted(chapter.title)}:{path}\n"
        yield from _entries(chapter.entries, depth + 2)


def _quoted(text: str) -> str:
    """A YAML scalar in double quotes: JSON's strings are YAML's."""
    return json.dumps(text, ensure_ascii=False)


def site_name(corpus: Corpus) -> str:
    """What a site is called that nobody named: what the root's README is headed, without a subtitle, or the folder."""
    titles = (document.title for document in corpus.documents if _README.fullmatch(document.path))
    name = _SUBTITLE.split(next(titles, ""), maxsplit=1)[0].strip()
    if any(map(str.isalnum, name)) and name.casefold() != "readme" and len(name) <= LONGEST_NAME:
        return name
    root = corpus.tree.root
    return posixpath.basename(root.replace("\\", "/").rstrip("/")) or "Documentation"
