"""Redirects -> static pages at the old addresses: plain links, and one script that follows them."""

from __future__ import annotations

import html
import posixpath
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from docpipe.model import Moved, Redirect

SCRIPT = "assets/docpipe/moved.js"
_PAGE = """<!doctype html>
<html>
<head>
<meta charset="utf-8">
<meta name="robots" content="noindex">
<title>Moved: {title}</title>
<script src="{script}" defer></script>
</head>
<body>
<h1>{title} has moved</h1>
<ul>
{links}
</ul>
</body>
</html>
"""
_LINK = '<li><a href="{href}" data-from="{anchor}" data-source="{source}">{name}</a></li>'
# Follows the link for the address's fragment; a fragment that nobody knows leads where the document does.
_FOLLOW = """(function () {
  var wanted = "";
  try { wanted = decodeURIComponent(location.hash.slice(1)); } catch (error) { wanted = location.hash.slice(1); }
  var links = Array.prototype.slice.call(document.querySelectorAll("a[data-from]"));
  var exact = links.filter(function (link) { return link.getAttribute("data-from") === wanted; });
  var link = exact[0] || links[0];
  if (link) { location.replace(link.href); }
})();
"""


def render(redirects: Iterable[Redirect]) -> dict[str, bytes]:
    """The page of each old address, and the script, by path below `docs/`; nothing where nothing moved."""
    by_path: dict[str, list[Redirect]] = {}
    for redirect in redirects:
        if redirect.path is not None:
            by_path.setdefault(redirect.path, []).append(redirect)
    files = {path: _page(path, sharing).encode() for path, sharing in sorted(by_path.items())}
    return files | {SCRIPT: _FOLLOW.encode()} if files else {}


def _page(path: str, redirects: Iterable[Redirect]) -> str:
    sharing = list(redirects)
    links = [_link(path, redirect.source, moved) for redirect in sharing for moved in redirect.moved]
    title = html.escape(", ".join(redirect.source for redirect in sharing))
    return _PAGE.format(title=title, script=quote(_relative(path, SCRIPT)), links="\n".join(links))


def _link(path: str, source: str, moved: Moved) -> str:
    return _LINK.format_map(_escaped({
        "href": address(path, moved),
        "anchor": moved.anchor,
        "source": source,
        "name": f"#{moved.anchor}" if moved.anchor else source,
    }))  # fmt: skip


def address(path: str, moved: Moved) -> str:
    """Where `path` must point to lead to the new place: the built page, relative, with the anchor."""
    page = quote(_relative(path, posixpath.splitext(moved.page)[0] + ".html"))
    return f"{page}#{quote(moved.new_anchor)}" if moved.new_anchor else page


def _relative(path: str, target: str) -> str:
    return posixpath.relpath(target, posixpath.dirname(path) or ".")


def _escaped(values: Mapping[str, str]) -> dict[str, str]:
    return {key: html.escape(value) for key, value in values.items()}
