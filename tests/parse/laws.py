"""What the tests of the stage share: parsing a text, its outline, and the law of tiling."""

from __future__ import annotations

from docpipe.model import Block, Document, SourceFile
from docpipe.parse import parse


def blocks(document: Document) -> list[Block]:
    """All blocks of `document`, front matter first."""
    head = [document.front_matter.block] if document.front_matter else []
    return head + [block for section in document.sections for block in section.blocks]


def assert_tiles(document: Document) -> None:
    """Every non-blank line lies in exactly one block; blocks are in order and begin and end with such a line."""
    lines = document.source.text.split("\n")
    owned: list[int] = []
    for block in blocks(document):
        assert lines[block.start_line - 1].strip(" \t"), f"{block} begins with a blank line"
        assert lines[block.end_line - 1].strip(" \t"), f"{block} ends with a blank line"
        owned.extend(range(block.start_line, block.end_line + 1))
    assert owned == sorted(set(owned)), "blocks overlap or are out of order"
    lost = {number for number, line in enumerate(lines, 1) if line.strip(" \t")} - set(owned)
    assert not lost, f"lines in no block: {sorted(lost)[:5]}"


def document(text: str, path: str = "doc.md") -> Document:
    """`text` as the document at `path`."""
    return parse(SourceFile(path, path, text, sha256="", size=len(text)))


def outline(parsed: Document) -> str:
    """`parsed` as text for golden cases: sections with their blocks, anchors and links, in order."""
    lines = [f"! {warning}" for warning in parsed.warnings]
    if parsed.front_matter:
        head = parsed.front_matter
        lines.append(f"{head.block.start_line}-{head.block.end_line} {head.format} {dict(head.data)}")
    for section in parsed.sections:
        heading = section.heading
        if heading:
            explicit = f" {{#{heading.explicit}}}" if heading.explicit else ""
            trail = " > ".join(section.trail)
            lines.append(f"{'#' * heading.level} {trail}{explicit} ({heading.github} | {heading.markdown})")
        else:
            lines.append("(before the first heading)")
        lines += [f"  {block.start_line}-{block.end_line} {block.kind}" for block in section.blocks]
        for link in section.links:
            written = parsed.source.text[link.start : link.end]
            lines.append(f"  {link.line} {link.kind} {written!r} -> {link.target!r} {link.text!r}")
    return "\n".join(lines) + "\n"
