"""Where docpipe keeps what is its own, in an output folder and in a repository."""

from __future__ import annotations

STATE = ".docpipe"  # the cache, what is staged, and the list of what docpipe wrote
WRITTEN = "written.json"  # in it: path -> SHA-256 of each file that docpipe wrote
# Whoever commits the output commits the list of it, so that in a clone, too, docpipe knows its own files.
IGNORED = b"*\n!.gitignore\n!written.json\n"
LEDGER = "reports/ledger.jsonl"
ARCHIVE = "_archive"  # gets what leaves its place and must still be there to read
