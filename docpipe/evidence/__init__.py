"""The repository's own files -> facts that settle what documents claim. One file a kind of witness."""

from __future__ import annotations

from docpipe.evidence import (
    compose,
    dockerfile,
    dotenv,
    helm,
    ignore,
    licence,
    makefile,
    node_package,
    python_package,
    toolchains,
    workflows,
)
from docpipe.evidence.mentions import mentions
from docpipe.evidence.reading import Files
from docpipe.evidence.sources import Sources
from docpipe.evidence.witness import Witness
from docpipe.model import Fact, Tree
from docpipe.text.secrets import without

__all__ = ["WITNESSES", "Files", "Sources", "Witness", "collect", "mentions"]

WITNESSES: tuple[Witness, ...] = (
    compose.WITNESS,
    dotenv.WITNESS,
    makefile.WITNESS,
    ignore.WITNESS,
    licence.WITNESS,
    node_package.WITNESS,
    python_package.WITNESS,
    toolchains.WITNESS,
    dockerfile.WITNESS,
    workflows.WITNESS,
    helm.WITNESS,
)

_VENDORED = frozenset({"node_modules", "vendor", "third_party", ".venv", "site-packages"})


def collect(tree: Tree) -> tuple[Fact, ...]:
    """Every fact that the repository's own files state, in path and line order."""
    files = Files(tree)
    found: list[Fact] = []
    for path in tree.files:
        readers = [witness for witness in WITNESSES if witness.wants(path)]
        if readers and _VENDORED.isdisjoint(path.split("/")):
            text = without(files.text(path) or "")  # what a witness says stands on pages
            for witness in readers if text else ():
                found.extend(witness.read(path, text, files))
    return tuple(
        sorted(found, key=lambda fact: (fact.path, fact.line, fact.kind, fact.attribute, fact.subject, fact.value))
    )
