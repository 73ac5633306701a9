"""The tree -> `structure.md`: the repository's folders, what each holds, and where which configuration is."""

from __future__ import annotations

import posixpath
import re
from collections import Counter

from docpipe.model import Page, Scan
from docpipe.publish.pages import own
from docpipe.publish.pages.basis import Basis

PATH = "structure.md"
_DEEPEST = 2  # levels of folders
_MOST = 60  # rows; a longer list is no overview
_CONFIGURATION = re.compile(
    r"(docker-)?compose[\w.-]*\.ya?ml|Dockerfile[\w.-]*|Makefile|package\.json|pyproject\.toml|Cargo\.toml|go\.mod"
    r"|pom\.xml|build\.gradle(\.kts)?|\.env\.[\w.-]+|[\w.-]+\.tf|Chart\.yaml|values\.ya?ml|requirements[\w.-]*\.txt"
    r"|Gemfile|composer\.json|mkdocs\.ya?ml|Procfile|Jenkinsfile|\.gitlab-ci\.yml",
    re.IGNORECASE,
)


def page(basis: Basis) -> Page | None:
    """The folders of the repository's first levels; None where it has none."""
    scan = basis.scan
    tree = scan.corpus.tree
    if not tree.folders:
        return None
    files: Counter[str] = Counter()
    markdown: Counter[str] = Counter()
    documents = {document.path for document in scan.corpus.documents}
    configured: dict[str, list[str]] = {}
    for path in tree.files:
        folder, name = posixpath.split(path)
        if _CONFIGURATION.fullmatch(name):
            configured.setdefault(folder or ".", []).append(name)
        for above in _above(folder):
            files[above] += 1
            markdown[above] += path in documents
    purposes = _purposes(scan)
    folders = sorted(folder for folder in files if folder and folder.count("/") < _DEEPEST)
    while len(folders) > _MOST and any("/" in folder for folder in folders):
        folders = [folder for folder in folders if "/" not in folder]
    rows = [
        (own.code(folder), own.escape(purposes.get(folder, "")), str(files[folder]), str(markdown[folder]))
        for folder in folders[:_MOST]
    ]
    lines = ["## Folders", "", *own.table(("Folder", "What it is", "Files", "Documents"), rows)]
    if configured:
        settings = [(own.code(folder), ", ".join(map(own.code, names))) for folder, names in sorted(configured.items())]
        lines += ["", "## Configuration", "", *own.table(("Folder", "Files"), settings[:_MOST])]
    return own.page(PATH, "Project structure", lines)


def _above(folder: str) -> list[str]:
    steps = folder.split("/") if folder else []
    return ["/".join(steps[:depth]) for depth in range(1, len(steps) + 1)]


def _purposes(scan: Scan) -> dict[str, str]:
    """What a folder is for: the title of its README."""
    found: dict[str, str] = {}
    for document in scan.corpus.documents:
        folder, name = posixpath.split(document.path)
        if name.lower().startswith("readme."):
            found.setdefault(folder, document.title)
    return found
