"""One trustworthy site out of a sprawl of Markdown, with every block accounted for."""

__version__ = "0.1.0"
