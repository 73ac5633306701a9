"""A source block -> lines of a page that Python-Markdown shows as CommonMark shows the block."""
