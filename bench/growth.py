"""A corpus -> the same several times over, each time in other words: how the time of a scan grows.

usage: python -m bench.growth [CORPUS] [TIMES...]   (default: agent-bom 1 2 4 8)
"""

from __future__ import annotations

import math
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

from bench import corpora
from bench.timing import scan, seconds

CORPUS = "agent-bom"
TIMES = (1, 2, 4, 8)
PARTS = ("alder", "birch", "cedar", "elm", "hazel", "larch", "maple", "rowan")
ALTERED = 4  # one word in so many becomes another, the same throughout a part
MARKDOWN = (".md", ".mdx", ".markdown")
_KEPT = frozenset({"index", "_index", "readme"})  # names that tools look for; so are those in capitals
_PLAIN = re.compile(r"(?<= )[a-z]{5,}(?=[ .,;:])")
_NAMED = re.compile(r"[\w.-]+(?=\.(?:mdx?|markdown)\b)")


def replicate(root: Path, folder: Path, times: int) -> None:
    """Write `times` parts below `folder`: all that git lists below `root`, the first as it is, the others altered."""
    listed = subprocess.run(["git", "-C", root, "ls-files", "-z"], capture_output=True, check=True).stdout.split(b"\0")
    paths = [path for path in map(bytes.decode, listed) if path and (root / path).is_file()]
    for part in PARTS[:times]:
        for path in paths:
            target = folder / part / _renamed(path, part)
            target.parent.mkdir(parents=True, exist_ok=True)
            data = (root / path).read_bytes()
            target.write_bytes(altered(data, part) if path.lower().endswith(MARKDOWN) else data)


def altered(data: bytes, part: str) -> bytes:
    """A document in the words of a part, which names its files otherwise too."""
    if part == PARTS[0]:
        return data
    text = _PLAIN.sub(lambda word: _other(word[0], part), data.decode("utf-8", "surrogateescape"))
    return _NAMED.sub(lambda name: _name(name[0], part), text).encode("utf-8", "surrogateescape")


def _other(word: str, part: str) -> str:
    return word[::-1] if blake2b(f"{part} {word}".encode(), digest_size=2).digest()[0] % ALTERED == 0 else word


def _renamed(path: str, part: str) -> str:
    folder, slash, name = path.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    is_document = part != PARTS[0] and name.lower().endswith(MARKDOWN)
    return f"{folder}{slash}{_name(stem, part)}{dot}{ending}" if is_document else path


def _name(stem: str, part: str) -> str:
    return stem if stem.isupper() or stem.lower() in _KEPT else f"{stem}-{part}"


def measure(root: Path, times: Sequence[int]) -> Mapping[int, float]:
    """Seconds of a cold scan of so many parts, by their number."""
    found = {}
    for count in times:
        with tempfile.TemporaryDirectory() as temporary:
            replicate(root, Path(temporary) / "corpus", count)
            found[count] = seconds(scan(Path(temporary) / "corpus", Path(temporary) / "out"))
    return found


def tenfold(found: Mapping[int, float]) -> float:
    """How many times the time ten times the corpus takes, by the growth from the smallest to the largest."""
    least, most = min(found), max(found)
    return 10 ** (math.log(found[most] / found[least]) / math.log(most / least)) if most > least else math.nan


def main(arguments: list[str]) -> int:
    """Print the seconds of each size; 0 also where there are no corpora."""
    name, *times = arguments or [CORPUS]
    if name not in corpora.names():
        print(f"bench: skipped: {corpora.ABSENT}")
        return 0
    found = measure(corpora.unpack(name), [int(count) for count in times] or TIMES)
    print(*(f"{count} times: {took:.1f} s" for count, took in found.items()), sep="\n")
    print(f"ten times the corpus: {tenfold(found):.1f} times the time")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
