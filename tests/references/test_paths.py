"""Paths in running text and in commands: what is no dead reference comes first, each with its why."""

from __future__ import annotations

import pytest

from docpipe.references import find
from tests.references.small import corpus, dead

FILES = (
    "backend/app/main.py",
    "backend/requirements.txt",
    "backend/seed.py",
    "docs/guide.md",
    "docs/notes/plan.md",
    "scripts/deploy.sh",
    "scripts/setup/bootstrap.sh",
    "Makefile",
    ".env.example",
)

NOTHING = [
    ("Create `hello.py`:\n\n```python\nprint()\n```\n\n```bash\npython hello.py\n```", "the reader makes it above"),
    ("Run `scripts/deploy.sh`.", "it exists"),
    ("See `../scripts/deploy.sh:12`.", "it exists, a line number behind it"),
    ("Put it in `scripts/your-script.sh`.", "the reader's own name"),
    ("Use `scripts/<name>.sh`.", "a placeholder"),
    ("All of `scripts/*.sh`.", "a glob"),
    ("Look at `scripts/{a,b}.sh`.", "a pattern"),
    ("The `dist/app.js` bundle.", "a tool makes it"),
    ("Look in `node_modules/x/index.js`.", "a tool makes it"),
    ("Fill in `.env`.", "private to a machine"),
    ("It lies at `/etc/nginx/nginx.conf`.", "a machine's own path"),
    ("It lies at `/app/scripts/run.sh`.", "a container's path"),
    ("In `~/.config/scripts/run.sh`.", "a home directory"),
    ("Send `application/json`.", "a MIME type"),
    ("Call `GET /api/v1/users`.", "a route"),
    ("Call `/users/profile`.", "a route"),
    ("From `example.org/scripts/run.sh`.", "a host"),
    ("Install `@scope/scripts`.", "a package"),
    ("Pull `library/postgres:16`.", "an image"),
    ("We removed `scripts/old.sh`.", "history"),
    ("Create `scripts/new.sh` first.", "the reader makes it"),
    (
        "Write it as JSON by placing it in `scripts/gone.json`. With `scripts/gone.json` no end mark is needed.",
        "so too",
    ),
    (
        '```bash\ncurl http://localhost:1/dump\n{\n  "keys": [\n    "scripts/deep/tests/"\n  ]\n}\n```',
        "JSON that is printed",
    ),
    ("For example `scripts/thing.sh`.", "an example"),
    ("`scripts/old.sh` was replaced by `scripts/deploy.sh`.", "history"),
    ("~~`scripts/old.sh`~~", "struck out"),
    ("<!-- see `scripts/gone.sh` -->", "a comment claims nothing"),
    ("and/or, input/output, 24/7, 1.2/1.3", "no paths"),
    ("```bash\ntouch scripts/x.sh\nbash scripts/x.sh\n```", "the command before makes it"),
    ("```bash\ncat > hello.py <<EOF\nprint(1)\nEOF\npython hello.py\n```", "written a line above"),
    ("```bash\ncd backend\npython seed.py\n```", "it runs where `cd` leads"),
    ("```bash\ncd backend && python seed.py\n```", "the same on one line"),
    ("## Backend\n\n```bash\npython seed.py\n```", "the heading names the folder"),
    ("- Generate `scripts/new.sh`", "the reader makes it"),
    ("```yaml\nservices:\n  web:\n    image: nginx\n    volumes:\n      - data:/data\n```", "a volume's name"),
    ("```yaml\nbuild:\n  dockerfile: ops/Dockerfile.gone\n```", "nothing says that the folder is this repository's"),
    ("## Examples\n\n```yaml\nbuild:\n  dockerfile: scripts/Dockerfile.gone\n```", "an excerpt of an example"),
    ("- `Makefile`\n- `seed.py`\n- `guide.md`", "names that lie in several folders"),
    ("New: \n\n- `backend/seed.py`\n- `scripts/later.sh`", "a plan that was not carried out"),
    ("```bash\nssh host\nbash scripts/there.sh\n```", "another machine"),
    ("```bash\ngit clone https://example.org/a/tool\ncd tool\nbash scripts/install.sh\n```", "another repository"),
    ("```bash\ndocker exec -it web bash\npython tools/x.py\n```", "inside a container"),
    ("```text\nscripts/gone.sh done\n```", "output"),
    ("```bash\n$ ls scripts\ngone.sh\n```", "output below a prompt"),
]


@pytest.mark.parametrize(("text", "why"), NOTHING)
def test_is_no_dead_reference(text: str, why: str) -> None:
    assert dead(text, FILES, "docs/README.md") == [], why


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("Run `scripts/gone.sh`.", "scripts/gone.sh"),
        ("Run `./scripts/gone.sh` now.", "./scripts/gone.sh"),
        ("See `$ROOT/scripts/gone.sh`.", "$ROOT/scripts/gone.sh"),
        ("| deploy | `scripts/gone.sh` |\n| --- | --- |\n| x | y |", "scripts/gone.sh"),
        ("It is described in `docs/GUIDE_GONE.md`.", "docs/GUIDE_GONE.md"),
        ("```bash\nbash scripts/gone.sh --force\n```", "scripts/gone.sh"),
        ("```bash\n$ ./scripts/gone.sh\nok\n```", "./scripts/gone.sh"),
        ("```sh\npip install -r backend/requirements-dev.txt\n```", "backend/requirements-dev.txt"),
        ("```bash\ncd backend\npython seed_all.py\n```", "seed_all.py"),
        ("```bash\ndocker-compose -f docker-compose.test.yml up -d\n```", "docker-compose.test.yml"),
        ("1. First:\n\n   ```bash\n   bash scripts/gone.sh\n   ```", "scripts/gone.sh"),
        ("> ```bash\n> bash scripts/gone.sh\n> ```", "scripts/gone.sh"),
        ("- Created `scripts/gone.sh`, which deploys", "scripts/gone.sh"),
        ("**Location**: `frontend-old/`", "frontend-old/"),
        ("```yaml\nbuild:\n  dockerfile: scripts/Dockerfile.gone\n```", "scripts/Dockerfile.gone"),
        ("```yaml\nbuild:\n  context: ./backend\n  dockerfile: Dockerfile.gone\n```", "backend/Dockerfile.gone"),
        ("```yaml\nvolumes:\n  - ./scripts/nginx.conf:/etc/nginx.conf\n```", "./scripts/nginx.conf"),
        ("- `docs/` text\n- `backend/` code\n- `setup/` scripts", "setup/"),
        (
            "New:\n\n- `backend/seed.py`\n- `scripts/deploy.sh`\n- `scripts/setup/bootstrap.sh`\n- `scripts/gone.sh`",
            "scripts/gone.sh",
        ),
    ],
)
def test_is_dead(text: str, token: str) -> None:
    assert token in dead(text, FILES, "docs/README.md")


@pytest.mark.parametrize("role", ["record", "copy", "generated", "protected"])
def test_only_documents_about_now_are_judged(role: str) -> None:
    assert find(corpus({"README.md": "Run `scripts/gone.sh`."}, FILES, role=role)) == ()  # type: ignore[arg-type]


def test_history_comes_first_among_suggestions() -> None:
    renames = {"scripts/start.sh": "backend/seed.py"}
    found = find(corpus({"README.md": "Run `scripts/start.sh`."}, (*FILES, "docs/start.sh"), renames=renames))
    assert [(reference.suggestion, reference.reason) for reference in found] == [
        ("backend/seed.py", "git's history had it; git renamed it")
    ]


RECORD = "Run this:\n\n```bash\nbash scripts/gone.sh\nmv scripts/old.sh x\n```\n\nIt is in `scripts/lost.sh`."


@pytest.mark.parametrize(("path", "tokens"), [("report.md", ["scripts/gone.sh"]), ("archive/report.md", [])])
def test_of_a_record_only_what_it_runs_counts_and_nothing_of_an_archive(path: str, tokens: list[str]) -> None:
    found = find(corpus({path: RECORD}, FILES, role="record"))
    assert [each.token for each in found] == tokens


def test_a_document_whose_files_are_unheard_of_says_what_is_to_be_made() -> None:
    text = "\n\n".join(f"**File**: `backend/app/{name}.py`" for name in ("one", "two", "three", "four"))
    assert dead(text, FILES) == []


def test_the_checkout_in_somebodys_home_is_the_repository() -> None:
    text = "```bash\ncd ~/srv/thing\nbash scripts/gone.sh\n```"
    pages = {f"docs/{name}.md": text for name in ("a", "b", "c")}
    assert {each.token for each in find(corpus(pages, FILES))} == {"scripts/gone.sh"}
    assert find(corpus({"docs/a.md": text}, FILES)) == ()


@pytest.mark.parametrize(
    ("token", "files", "suggestion", "why"),
    [
        ("scripts/setup-mail.sh", ("hooks/setup.sh",), None, "a common word in another folder"),
        ("scripts/pages", ("scripts/pages.css",), None, "a folder is no style sheet"),
        ("config/compose.prod.yml", ("config/compose.yml",), None, "another stage's"),
        ("en/guide/auth/keys.md", ("en/guide/x.md", "de/guide/auth/keys.md"), None, "the other edition's page"),
        ("docs/LICENSE", ("docs/a.md", "vendored/LICENSE"), None, "another part's licence"),
        ("docs/mvp-needs.md", ("docs/a.md", "specs/big-mvp/needs.md"), "specs/big-mvp/needs.md", "its folder says it"),
        (
            "docs/web/site.conf",
            ("docs/a.md", "ops/web/site.conf", "ops/docs/site.conf"),
            "ops/web/site.conf",
            "same folder",
        ),
    ],
)
def test_no_suggestion_is_better_than_a_silly_one(
    token: str, files: tuple[str, ...], suggestion: str | None, why: str
) -> None:
    found = find(corpus({"README.md": f"[a]({token})"}, files))
    assert [each.suggestion for each in found] == [suggestion], why
