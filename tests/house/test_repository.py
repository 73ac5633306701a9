"""The repository speaks of itself alone: no machine's paths, no package index, no key."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# (what it is, pattern). Each pattern is written so that it does not match itself.
FOREIGN = [
    ("a person's home folder", r"(?<![\w.])/(?:home|Users)/(?!runner\b|node\b|app\b|me\b|you\b)[a-z][\w.-]*/"),
    ("the administrator's home folder", r"(?<![\w.~/-])/root/[.\w]"),
    ("a folder of the machine it was made on", r"(?<![\w.}/-])/(?:work|workspace|mnt)/\w"),
    ("a temporary path", r"(?<![\w.}/-])/tmp/[a-z]\w*/\w"),
    ("a Windows home folder", r"[A-Z]:\\\\?Users\\\\?\w"),
    ("a package index", r"(?:index-url|find-links|registry)\s*[=:]\s*\S*//|/simple/?[\"'\s]|/(?:artifactory|nexus)/"),
    ("the host of a package registry", r"//(?:[\w-]+\.)*(?:pypi|pythonhosted|npmjs|yarnpkg)\.(?:org|com|internal)"),
    ("a private key", r"-----BEGIN [A-Z ]*PRIVATE KEY"),
    ("a token", r"\b(?:ghp|gho|ghs)_\w{36}|\bxox[abp]-\d{8}|\bAKIA[A-Z\d]{16}\b|\bsk-[A-Za-z\d]{40}"),
]
# Data that imitates other people's repositories, where such things are the very point of a case.
IMITATIONS = ("tests/cases/", "tests/repos/")


def tracked() -> list[str]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listing.returncode:
        pytest.skip("not a git checkout: what belongs to the project is unknown")
    return [name for name in listing.stdout.decode().split("\0") if (ROOT / name).is_file()]


def test_no_foreign_word_in_any_file() -> None:
    found = []
    for name in tracked():
        if name.startswith(IMITATIONS) or name == Path(__file__).relative_to(ROOT).as_posix():
            continue
        text = (ROOT / name).read_bytes().decode("utf-8", "replace")
        for what, pattern in FOREIGN:
            found += [f"{name}: {what}: {hit.group()}" for hit in re.finditer(pattern, text)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "text",
    [
        "/home/" + "maria/src/x",
        "/root/" + ".cache",
        "/work/" + "thing",
        "see /tmp/" + "run7/log.txt",
        "C:\\Users\\" + "kim",
        "--index-url=https://" + "mirror/simple/",
        "https://files." + "pythonhosted.org/x",
        "-----BEGIN RSA " + "PRIVATE KEY-----",
    ],
)
def test_the_patterns_can_find_something(text: str) -> None:
    assert any(re.search(pattern, text) for _, pattern in FOREIGN)


def test_nothing_tracked_is_built_or_cached() -> None:
    built = re.compile(
        r"(^|/)(__pycache__|\.venv|node_modules|\.docpipe|site-packages)(/|$)|\.pyc$|^(build|dist|demo)/"
    )
    assert [name for name in tracked() if built.search(name)] == []
