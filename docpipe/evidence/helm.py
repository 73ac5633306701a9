"""Helm `values.yaml` -> every scalar by its dotted key; Kubernetes manifests -> images, container and service ports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docpipe.evidence.images import tagged
from docpipe.evidence.reading import Files
from docpipe.evidence.witness import Teller, Witness, teller
from docpipe.evidence.yaml_tree import BrokenYamlError, Mapping, Node, Scalar, Sequence, entries, load
from docpipe.model import Fact

_FOLDER = re.compile(r"(?:^|/)(?:k8s|kubernetes|manifests|deploy(?:ment)?s?|kustomize|base|overlays|infrastructure)/")
_MAX_DEPTH = 12
_TELLING = {"image": "image tag", "containerPort": "container port", "port": "service port"}


def wants(path: str) -> bool:
    """Chart values, and YAML in folders where manifests lie; templates are no YAML."""
    name = path.rsplit("/", 1)[-1]
    if not name.endswith((".yaml", ".yml")) or "/templates/" in path or "compose" in name.lower():
        return False
    return name == "values.yaml" or _FOLDER.search(path) is not None


def read(path: str, text: str, files: Files) -> Iterator[Fact]:
    """Dotted values of a chart that has a `Chart.yaml`, or the ports and images of manifests."""
    folder, _, name = path.rpartition("/")
    is_chart = name == "values.yaml" and files.has(f"{folder}/Chart.yaml".lstrip("/"))
    if not is_chart and "kind:" not in text:
        return
    tell = teller("helm" if is_chart else "manifest", path, text)
    try:
        documents = load(text)
    except BrokenYamlError:
        return
    for document in documents:
        yield from _values(document, "", tell, _MAX_DEPTH) if is_chart else _manifest(document, tell)


def _values(node: Node, key: str, tell: Teller, depth: int) -> Iterator[Fact]:
    if isinstance(node, Scalar) and key:
        yield tell.fact("value", key, "chart value", node.text, node.line)
    elif isinstance(node, Mapping) and depth:
        for name, child in node.items:
            yield from _values(child, f"{key}.{name.text}" if key else name.text, tell, depth - 1)


def _manifest(document: Node, tell: Teller) -> Iterator[Fact]:
    keys = entries(document)
    kind, name = keys.get("kind"), entries(keys.get("metadata")).get("name")
    if not isinstance(kind, Scalar) or not isinstance(name, Scalar):
        return
    scope = f"manifest:{kind.text}"
    yield tell.fact("other", name.text, "manifest", kind.text, name.line, scope)
    for key, value in _told(keys.get("spec"), _MAX_DEPTH):
        image, tag = tagged(value.text) if key == "image tag" else ("", value.text)
        if image and tag and "$" not in tag:
            yield tell.fact("version", image, key, tag, value.line, scope)
        elif not image and tag.isdigit():
            yield tell.fact("port", name.text, key, tag, value.line, scope)


def _told(node: Node | None, depth: int) -> Iterator[tuple[str, Scalar]]:
    """`image` and `containerPort` of containers and `port` of services, wherever they stand below a spec."""
    if depth == 0:
        return
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _told(item, depth - 1)
    elif isinstance(node, Mapping):
        for key, child in node.items:
            if key.text in _TELLING and isinstance(child, Scalar):
                yield _TELLING[key.text], child
            elif key.text not in ("livenessProbe", "readinessProbe", "startupProbe"):
                yield from _told(child, depth - 1)


WITNESS = Witness("helm", wants, read)
