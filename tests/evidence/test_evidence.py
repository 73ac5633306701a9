"""Witnesses read what the repository's own files say, and nothing else: near-misses first."""

from __future__ import annotations

from pathlib import Path

import pytest

from docpipe import evidence
from docpipe.evidence.reading import MAX_BYTES
from docpipe.evidence.yaml_tree import BrokenYamlError, Mapping, entries, load
from docpipe.model import Fact, Tree


def collect(root: Path, files: dict[str, str]) -> tuple[Fact, ...]:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return evidence.collect(Tree(str(root), tuple(sorted(files)), ()))


def told(facts: tuple[Fact, ...], attribute: str) -> list[tuple[str, str, int]]:
    return [(fact.subject, fact.value, fact.line) for fact in facts if fact.attribute == attribute]


SILENT = {
    "a manifest of a dependency is not the project's": {"node_modules/x/package.json": '{"engines": {"node": "1"}}'},
    "a template of a chart is no YAML": {"chart/templates/values.yaml": "a: {{ .Values.a }}"},
    "values without a chart are anyone's": {"docs/values.yaml": "port: 80"},
    "JSON that is no object": {"package.json": "[1, 2]"},
    "broken JSON": {"package.json": '{"engines": '},
    "broken TOML": {"pyproject.toml": "[project\nrequires-python = 1"},
    "an image that an argument names": {"Dockerfile": "ARG BASE\nFROM $BASE"},
    "a matrix expression is no version": {".github/workflows/ci.yml": "python-version: ${{ matrix.python }}"},
    "source code that mentions the environment": {"src/env.py": "PORT_ONE=1"},
    "binary bytes": {".env.example": "PORT=1\x00\x00"},
}


@pytest.mark.parametrize("why", SILENT)
def test_says_nothing(why: str, tmp_path: Path) -> None:
    assert collect(tmp_path, SILENT[why]) == ()


def test_reads_no_link_out_of_the_root(tmp_path: Path) -> None:
    outside = tmp_path / "outside.env"
    outside.write_text("PORT_ONE=1", "utf-8")
    root = tmp_path / "root"
    root.mkdir()
    (root / ".env.example").symlink_to(outside)
    assert evidence.collect(Tree(str(root), (".env.example",), ())) == ()


def test_reads_no_path_out_of_the_root(tmp_path: Path) -> None:
    (tmp_path / ".env.example").write_text("PORT_ONE=1", "utf-8")
    root = tmp_path / "root"
    root.mkdir()
    assert evidence.collect(Tree(str(root), ("../.env.example",), ())) == ()


def test_reads_no_file_beyond_the_size(tmp_path: Path) -> None:
    assert collect(tmp_path, {".env.example": "PORT_ONE=1\n" + "#" * MAX_BYTES}) == ()


COMPOSE = """\
x-base: &base
  image: acme/base:1.10
  restart: on
services:
  web:
    <<: *base
    ports:
      - "22:22"
      - 127.0.0.1:8080:80/tcp
      - 3000-3001:3000-3001
      - target: 9000
        published: "9001"
      - "${WEB_PORT:-7000}:70"
      - "$UNSET:71"
    environment:
      - TOKEN_LIFETIME=${TOKEN_LIFETIME:-30}
      - LOG_FILE=/var/log/web
    deploy: {resources: {limits: {memory: 1G}}}
  worker:
    extends: {service: web}
    expose: ["4000"]
    profiles: [jobs]
"""


def test_compose_in_all_its_forms(tmp_path: Path) -> None:
    facts = collect(tmp_path, {"docker-compose.prod.yml": COMPOSE})
    web = [fact for fact in facts if fact.subject == "web"]
    assert [value for _, value, _ in told(tuple(web), "host port")] == ["22", "8080", "3000", "3001", "9001", "7000"]
    assert told(facts, "image tag") == [("base", "1.10", 2), ("base", "1.10", 2)]
    assert ("web", "1G", 18) in told(facts, "memory limit")
    assert told(facts, "default")[0] == ("TOKEN_LIFETIME", "30", 16)
    assert ("worker", "4000", 21) in told(facts, "container port")
    worker = next(fact for fact in facts if fact.subject == "worker" and fact.value == "4000")
    assert worker.scope == (
        "compose:docker-compose.prod.yml",
        "env:production",
        "folder:",
        "profile:jobs",
        "service:worker",
    )


def test_extends_across_files_stays_inside_the_tree(tmp_path: Path) -> None:
    files = {
        "a/compose.yml": "services:\n  web:\n    extends: {file: ../../../etc/passwd, service: web}\n    image: x:1\n",
        "b/compose.yml": "services:\n  web:\n    extends: {file: b/compose.yml, service: web}\n    image: x:2\n",
    }
    assert [value for _, value, _ in told(collect(tmp_path, files), "image tag")] == ["1", "2"]


def test_duplicate_keys_are_told(tmp_path: Path) -> None:
    facts = collect(tmp_path, {"compose.yml": "services:\n  a:\n    image: x:1\n  a:\n    image: x:2\n"})
    assert told(facts, "duplicate key") == [("a", "a", 4)]


def test_broken_yaml_is_told_and_read_around(tmp_path: Path) -> None:
    facts = collect(tmp_path, {"compose.yml": "services:\n  a:\n    image: x:1\n: : [\n  b:\n    image: x:2\n"})
    assert told(facts, "broken line") or told(facts, "unreadable")


@pytest.mark.parametrize("text", ["[" * 50_000, "- " * 50_000, "{a: " * 50_000])
def test_deep_nesting_is_refused(text: str) -> None:
    with pytest.raises(BrokenYamlError):
        load(text)


def test_an_alias_may_hold_itself() -> None:
    (root,) = load("a: &a\n  <<: *a\n  b: 1\n")
    assert isinstance(root, Mapping)
    assert list(entries(entries(root)["a"])) == ["b"]


def test_versions_of_tools(tmp_path: Path) -> None:
    files = {
        "package.json": '{\n "engines": {"node": ">=18"},\n "scripts": {"dev": "vite --port 5173"}\n}',
        "go.mod": "module x\n\ngo 1.20\n",
        "pyproject.toml": '[project]\nname = "x"\nrequires-python = ">=3.11"\ndependencies = ["fastapi>=0.1"]\n',
        ".tool-versions": "nodejs 20.1.0\n",
        "Dockerfile": "FROM python:3.11-slim AS base\nEXPOSE 8000\nENV POOL_SIZE=5\n",
        "rust-toolchain.toml": '[toolchain]\nchannel = "1.80"\n',
    }
    facts = collect(tmp_path, files)
    assert told(facts, "minimum version") == [("go", "1.20", 3), ("node", ">=18", 2), ("python", ">=3.11", 3)]
    assert told(facts, "version") == [("nodejs", "20.1.0", 1), ("rust", "1.80", 2)]
    assert told(facts, "image tag") == [("python", "3.11-slim", 1)]
    assert told(facts, "dependency") == [("fastapi", ">=0.1", 4)]
    assert ("", "5173", 3) in told(facts, "host port")


def test_chart_values_and_manifests(tmp_path: Path) -> None:
    files = {
        "chart/Chart.yaml": "name: x\n",
        "chart/values.yaml": "service:\n  port: 8422\n",
        "k8s/api.yaml": "kind: Deployment\nmetadata: {name: api}\nspec:\n  containers:\n    - containerPort: 2000\n"
        "      image: registry.example/library/postgres:14@sha256:0\n",
    }
    facts = collect(tmp_path, files)
    assert told(facts, "chart value") == [("service.port", "8422", 2)]
    assert told(facts, "container port") == [("api", "2000", 5)]
    assert told(facts, "image tag") == [("postgres", "14", 6)]
