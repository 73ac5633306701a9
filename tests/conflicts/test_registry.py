"""The registry holds every compose service with its ports, and says what no document tells."""

from __future__ import annotations

from pathlib import Path

from tests.conflicts.test_cases import scan

COMPOSE = """\
services:
  api-gateway:
    image: acme/gateway
    ports: ["8000:8000", "8001:8001"]
    healthcheck: {test: ["CMD", "curl", "localhost:8000/health"]}
  cache:
    image: redis:7
    ports: ["6379:6379"]
"""


def test_services(tmp_path: Path) -> None:
    found = scan(tmp_path, {"docker-compose.yml": COMPOSE, "README.md": "# API Gateway\n\nIt routes.\n"})
    gateway, cache = found.services
    assert (gateway.name, gateway.ports, gateway.health) == (
        "api-gateway",
        ("8000", "8001"),
        "CMD curl localhost:8000/health",
    )
    assert (gateway.documented_in, gateway.gaps) == (("README.md",), ())
    assert (cache.defined_in, cache.gaps) == (("docker-compose.yml",), ("defined but not documented",))
