"""A folder -> the files in it, the bytes of its Markdown as text, and its history. Knows nothing of Markdown itself.

`find` lists without reading; `read` reads one file, in any process; `begin` starts git's log in the background.
"""

from docpipe.crawl.find import Crawl, find
from docpipe.crawl.history import PendingHistory, begin, dated, remember
from docpipe.crawl.reading import read, read_all

__all__ = ["Crawl", "PendingHistory", "begin", "dated", "find", "read", "read_all", "remember"]
