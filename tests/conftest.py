"""What every test may ask for: the shared corpora, a browser, and whether long proofs run in full."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("shared machines", deadline=None)  # no test asserts a time
settings.load_profile("shared machines")

REPOSITORY = Path(__file__).parents[1]
SHARED = REPOSITORY.parent / "shared"


# Git as a test finds it: no person's settings, an identity, and no complaint about who owns a folder.
GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "safe.directory",
    "GIT_CONFIG_VALUE_0": "*",
    "GIT_AUTHOR_NAME": "A test",
    "GIT_AUTHOR_EMAIL": "test@example.invalid",
    "GIT_COMMITTER_NAME": "A test",
    "GIT_COMMITTER_EMAIL": "test@example.invalid",
}


def pytest_configure(config: pytest.Config) -> None:
    os.environ.update(GIT)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="run long proofs in full instead of a slice")


@pytest.fixture(scope="session")
def full(pytestconfig: pytest.Config) -> bool:
    """Whether long proofs (`@pytest.mark.prove`) run in full: true under `make prove`."""
    return bool(pytestconfig.getoption("--full"))


@pytest.fixture(scope="session")
def corpora(tmp_path_factory: pytest.TempPathFactory):
    """NAME -> the folder of that shared corpus, unpacked once a session; skips where ../shared is absent."""
    unpack = SHARED / "corpora" / "unpack.py"
    if not unpack.is_file():
        pytest.skip("the shared corpora are not beside this repository (../shared/corpora)")
    cache = tmp_path_factory.mktemp("corpora")

    def one(name: str) -> Path:
        folder = cache / name
        if not folder.exists():
            subprocess.run([sys.executable, unpack, name, folder], check=True, stdout=subprocess.DEVNULL)
        return folder

    return one


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of an installed Chromium; skips without one, except in CI, where a browser test must run."""
    for name in ("chromium", "chromium-browser", "google-chrome", "chrome"):
        if found := shutil.which(name):
            return found
    if os.environ.get("CI"):
        pytest.fail("no Chromium in CI: install it (.ci/run does), browser tests do not skip here")
    pytest.skip("no Chromium on PATH")
