"""What a reader sees: CommonMark as markdown-it-py shows it, and a page as the site of `mkdocs.yml` shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html.parser import HTMLParser

import markdown
import yaml
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from pymdownx import slugs

from docpipe.publish import site

# What must be the same on both sides: nesting of lists and quotes, tables, code, emphasis, links, pictures, breaks.
_SHAPE = frozenset(
    (
        *("ul", "ol", "li", "table", "tr", "td", "th", "pre", "code", "em", "strong", "blockquote", "del"),
        *("hr", "img", "a", "br"),
    )
)
_COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_COMPONENT = re.compile(r"</?[A-Za-z0-9]*[A-Z]")


def _html_inline(self: RendererHTML, tokens: Sequence[Token], index: int, options: object, env: object) -> str:
    tag = tokens[index].content
    return escapeHtml(tag) if _COMPONENT.match(tag) else tag


_COMPONENTS_AS_TEXT = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_COMPONENTS_AS_TEXT.add_render_rule("html_inline", _html_inline)


class _Shape(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        tag = "del" if tag == "s" else tag
        self.parts += [f"<{tag}>"] if tag in _SHAPE else []

    def handle_endtag(self, tag: str) -> None:
        tag = "del" if tag == "s" else tag
        self.parts += [f"</{tag}>"] if tag in _SHAPE and tag not in ("br", "hr", "img") else []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def shape(html: str) -> str:
    """Text with the elements that carry meaning; blanks folded, check boxes left out."""
    parser = _Shape()
    parser.feed(html)
    parser.close()
    text = re.sub(r"\s+", " ", "".join(parser.parts))
    text = re.sub(r" ?(</?[a-z]+>) ?", r"\1", text)
    return re.sub(r"\[[ xX]\]", "", text).strip()


def commonmark(text: str) -> str:
    """HTML of `text` as CommonMark with tables and strike-through."""
    return _COMMONMARK.render(text)


def commonmark_with_components(text: str) -> str:
    """The same with tags that have a capital in their name (`<Link>`) as text: HTML has no such elements."""
    return _COMPONENTS_AS_TEXT.render(text)


def built(text: str) -> str:
    """HTML of the page `text` as the site's extensions make it."""
    engine = _engine()
    engine.reset()
    return engine.convert(text)


class _Loader(yaml.SafeLoader):
    """YAML in which the one Python object of `mkdocs.yml` is left out."""


_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)


@lru_cache
def _engine() -> markdown.Markdown:
    settings = yaml.load(site.render("A site", []), _Loader)
    names: list[str] = []
    options: dict[str, dict[str, object]] = {}
    for entry in settings["markdown_extensions"]:
        if isinstance(entry, str):
            names.append(entry)
        else:
            ((name, values),) = entry.items()
            names.append(name)
            options[name] = {key: value for key, value in values.items() if value is not None}
    options["pymdownx.highlight"] = {"use_pygments": False}
    options["toc"]["slugify"] = slugs.slugify(case="lower")
    return markdown.Markdown(extensions=names, extension_configs=options)
