"""A token in a document stands in no file that docpipe writes, and everything else is proven all the same."""

from __future__ import annotations

import json
from pathlib import Path

from docpipe import runs

TOKEN = "ghp_" + "k7Qz2Vb9Xw4Lr8Tn1Ms6Hd3Gf5Jc0PyAaEeU"
OTHER = "Wq8Ls3Nv6Bx1Ty9Rk4Zp7"
GUIDE = (
    f"# Release\n\nPush with `{TOKEN}` from [here](other.md).\n\n```sh\nexport GITHUB_TOKEN={TOKEN}\nmake all\n```\n"
)


def test_no_file_gives_a_secret_away_and_the_ledger_says_so(tmp_path: Path) -> None:
    root, out = tmp_path / "shop", tmp_path / "out"
    (root / "docs").mkdir(parents=True)
    (root / "docs" / "release.md").write_text(GUIDE, "utf-8")
    (root / "docs" / "again.md").write_text(GUIDE.replace("Push", "Upload"), "utf-8")
    (root / "docs" / "other.md").write_text(f"---\nnote: token {TOKEN}\n---\n\n# Other {TOKEN}\n\nText.\n", "utf-8")
    (root / "docker-compose.yml").write_text(
        f"services:\n  db:\n    image: postgres:16\n    environment:\n      POSTGRES_PASSWORD: {OTHER}\n", "utf-8"
    )
    (root / "docs" / "db.md").write_text("# Database\n\n`postgresql://postgres:postgres@db:5432/shop`\n", "utf-8")
    found = runs.consolidate(root, out, workers=1, told=lambda stage: None)
    assert any(note.startswith("secrets in documents") for note in found.notes)
    holding = [path for path in out.rglob("*") if path.is_file() and any(s in path.read_bytes() for s in _bytes())]
    assert holding == []
    assert runs.verify(root, out).problems == ()
    rows = [json.loads(line) for line in (out / "reports" / "ledger.jsonl").read_text("utf-8").splitlines()]
    masked = [(row["source"]["path"], row["source"]["start_line"]) for row in rows if row.get("masked")]
    assert masked == [
        ("docs/again.md", 3),
        ("docs/again.md", 5),
        ("docs/other.md", 5),
        ("docs/release.md", 3),
        ("docs/release.md", 5),
    ]


def test_a_key_of_several_lines_is_told_once(tmp_path: Path) -> None:
    lines = ["MIIEpAIBAAKCAQEA7bX0Qk2v9LmZr4Tn8sWc", "Jy5Hd3Gf6Pq1Xz0Vb7Kt2Rn4Ms9Lw8Cj5Bg3"]
    key = "\n".join(["-----BEGIN " + "PRIVATE KEY-----", *lines, "-----END PRIVATE KEY-----"])
    (tmp_path / "keys.md").write_text(f"# Keys\n\n```\n{key}\n```\n\nand\n\n```\n{key}\n```\n", "utf-8")
    notes = runs.scan(tmp_path, tmp_path, workers=1, related=False, told=lambda stage: None).notes
    assert next(note for note in notes if "secrets" in note).endswith(
        "keys.md:5 (private key), keys.md:14 (private key)"
    )


def _bytes() -> list[bytes]:
    return [TOKEN.removeprefix("ghp_").encode(), OTHER.encode()]
