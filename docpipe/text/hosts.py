"""A path of the repository -> its address on the code host."""

from __future__ import annotations

from urllib.parse import quote


def seen_at(repo_url: str, path: str, anchor: str = "", *, folder: bool = False) -> str:
    """Where the host shows `path` as it is at the head of the default branch."""
    way = "/-/" if "gitlab" in repo_url else "/"
    fragment = f"#{quote(anchor)}" if anchor else ""
    return f"{repo_url.rstrip('/')}{way}{'tree' if folder else 'blob'}/HEAD/{quote(path)}{fragment}"
