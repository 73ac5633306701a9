"""Which folders hold other people's work, by the names that package managers and conventions give them."""

from __future__ import annotations

from functools import lru_cache

# Made by a package manager: everything below is foreign.
_INSTALLED = frozenset((
    "node_modules", "bower_components", "jspm_packages", "web_modules", ".pnpm", ".pnpm-store", ".yarn",
    "site-packages", "dist-packages", "__pypackages__", ".venv", "venv", "virtualenv", ".virtualenv", ".tox",
    ".nox", ".eggs", "pods", "carthage", "godeps", "elm-stuff", ".bundle", ".cargo", ".gradle", ".m2",
    ".terraform", ".dart_tool", ".pub-cache", ".stack-work", ".cabal-sandbox",
))  # fmt: skip
_INSTALLED_ENDINGS = (".dist-info", ".egg-info")

# Named by people: what lies in a folder below is foreign, a README right inside may explain the imports, and below a
# documentation folder the same word is a subject ("docs/vendor/onboarding.md").
_CUSTOMARY = frozenset((
    "vendor", "vendors", "vendored", "_vendor", "third_party", "third-party", "thirdparty", "3rdparty",
    "3rd_party", "3rd-party",
))  # fmt: skip
_DOCUMENTATION = frozenset((
    "doc", "docs", "documentation", "wiki", "handbook", "guides", "content",
))  # fmt: skip


@lru_cache(maxsize=65536)
def is_vendored(folder: str) -> bool:
    """Whether the files in `folder` (a relative path, `/`) are someone else's."""
    parts = folder.casefold().split("/")
    for at, part in enumerate(parts):
        if part in _INSTALLED or part.endswith(_INSTALLED_ENDINGS):
            return True
        if part in _CUSTOMARY and at + 1 < len(parts) and _DOCUMENTATION.isdisjoint(parts[:at]):
            return True
    return False
