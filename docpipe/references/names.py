"""What a word must look like to name a file of the repository, and what only looks like it."""

from __future__ import annotations

import re
from functools import lru_cache


def words(text: str) -> frozenset[str]:
    """The words of a list written as text."""
    return frozenset(text.split())


TEXT = words(
    """
    md mdx markdown rst adoc txt
    """
)
CODE = words(
    """
    py pyi ipynb js jsx mjs cjs ts tsx mts cts vue svelte go rs rb java kt kts scala c h cc cpp hpp cs php swift lua
    pl jl ex exs erl clj dart zig sh bash zsh fish ps1 bat cmd sql proto graphql sol html css scss sass tf tfvars
    hcl bicep j2 tmpl tpl rego prisma
    """
)
CONFIG = words(
    """
    yml yaml json jsonc json5 toml ini cfg conf xml properties env example sample template mod code-workspace gradle
    cmake mk bazel bzl nix
    """
)
IMAGES = words(
    """
    png jpg jpeg gif svg webp ico drawio puml mmd
    """
)
ENDINGS = TEXT | CODE | CONFIG | IMAGES

# Folders that tools fill and repositories leave out.
_MADE_FOLDERS = words(
    """
    node_modules dist build out target coverage htmlcov .next .nuxt .output .cache .git .venv venv env __pycache__
    .pytest_cache .mypy_cache .ruff_cache .tox .terraform .gradle .idea .svelte-kit .docusaurus site-packages log
    logs tmp temp cache backup backups upload uploads bin obj _build _site site storybook-static test-results
    playwright-report generated artifact artifacts result results report reports snapshot snapshots mlruns
    checkpoints wandb .serverless .aws-sam .vercel .turbo .parcel-cache vendor cert certs ssl keys .ssh .aws .kube
    volumes output outputs release debug tarballs
    """
)
# Endings of what tools write, of archives, of binaries, and of what is secret.
_MADE_ENDINGS = words(
    """
    log pid sock db sqlite sqlite3 pem key crt cer csr p12 pfx jks pyc class o so a dll exe zip tar gz tgz bz2 xz
    rar whl jar war dmg deb rpm apk ipa aab tfstate tfplan bak swp tmp dump sarif parquet pkl pt pth onnx
    safetensors gguf npy npz bin dat out prof patch diff rdb lock map pcap csv pdf doc docx xls xlsx ppt pptx mp3
    mp4 mov webm cast jsonl lcov local
    """
)
# Top folders of machines and containers.
_MACHINE_ROOTS = words(
    """
    etc var usr opt tmp home root dev proc sys mnt media run srv bin sbin lib lib64 boot app data workspace
    workspaces Users Applications Library System Volumes private work config storage certs secrets models output
    input code api ws health healthz metrics v1 v2 v3 v4 auth admin graphql login static
    """
)
_PLACEHOLDERS = words(
    """
    path to your my foo bar baz foobar qux xxx yyy xyz placeholder dummy file filename file_name file1 file2 folder
    component module feature component_name module_name feature_name service_name app_name project_name script_name
    test_name function_name class_name test_example test_file test_module test_feature test_foo test_something
    test_name specific_test test_specific dir directory name whatever something example sample n x y z a b somewhere
    subdir subfolder pfad zu beispiel datei ordner ejemplo exemple fichier archivo ruta chemin
    """
)

PATH_LIKE = re.compile(r"\.{0,2}/?[\w.@+%~()-]+(?:/[\w.@+%~()-]+)*/?")
BARE_NAMES = re.compile(
    r"Makefile|Dockerfile|Containerfile|Vagrantfile|Jenkinsfile|Procfile|[Jj]ustfile|Rakefile|Gemfile|Tiltfile"
    r"|LICEN[CS]E|NOTICE|COPYING|CODEOWNERS|(?:Docker|Container|Make)file\.[A-Za-z][\w.-]*|\.(?:docker|git)ignore|\.env\.[\w.-]+"
)
TERMS = re.compile(r"LICEN[CS]E(?:\.\w+)?")
_ARCHIVE = re.compile(
    r"(?:^|/)[._]?(?:archived?|archives|old|legacy|deprecated|backups?|attic|history|obsolete)(?:/|$)", re.IGNORECASE
)
_VENDORED = frozenset({"node_modules", "vendor", "third_party", ".venv", "venv", "site-packages"})
IN_CAPITALS = re.compile(r"[A-Z][A-Z0-9]*_[A-Z0-9_]+")  # a step that stands for some root: `WORK_DIR/src/x`
_YOURS = re.compile(r"(?:your|my|some|mein|dein|votre)[-_.A-Z].*|.*[-_](?:placeholder|xxx+|foo|bar)")
_CAPITALS = re.compile(
    r"(?:^|[/._-])(?:YOUR|MY|NAME|PATH|XX+|YYYY|MM|DD|TIMESTAMP|HASH|N|ID|DATE|FILE|VERSION)(?:$|[/._-])"
)
_VARIABLE_ROOT = re.compile(
    r"\$(?:\{?[A-Z0-9_]*(?:ROOT|REPO|PROJECT|WORKSPACE|PWD|TOP)[A-Z0-9_]*\}?"
    r"|\((?:pwd|git rev-parse --show-toplevel)\))/"
)
_PLACE = re.compile(r"(?::\d+(?:[-:,]\d+)*|#[\w-]+|::[\w:\[\].-]+)$")
_VERSION = re.compile(r"[vV]?\d+(?:\.(?:\d+|x))*(?:[-+.][\w.]+)?")
_DOMAIN = re.compile(
    r"(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|ai|co|edu|gov|cloud|local|internal|svc|de|fr|es|uk|cn)(?::\d+)?"
)
_MIME = re.compile(r"(?:application|text|image|audio|video|multipart|font|message)/[\w.+-]+")
_RESULT = re.compile(
    r"(?:.*[-_.])?(?:reports?|results?|output|coverage|findings|local|lock|backup)\.(?:json|xml|html|txt|ya?ml|sql)"
)
_OUTSIDE = re.compile(r"[*?<>{}|$~:\\\"'`!&;=,\s\[\]]")


@lru_cache(1 << 16)
def ending(path: str) -> str:
    """What follows the last dot of the last step, in lower case; "" where there is none."""
    name = path.rstrip("/").rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""


@lru_cache(1 << 14)
def cleaned(word: str) -> str:
    """The path in a word: without quotes and punctuation around it, line numbers and test names behind it."""
    word = word.strip("\"'`,;!?<>")
    if not word.endswith(".."):
        word = word.rstrip(".:")
    if word.startswith("(") or word.endswith(")"):
        word = word.strip("()")
    return _PLACE.sub("", word)


def is_spaced_path(text: str) -> bool:
    """Whether a text with spaces is the path of one document: `notes/My Plans.md`, not a command that ends with one."""
    return " " in text and "/" in text.split(" ")[0] and ending(text) in TEXT and " /" not in text and " -" not in text


def without_variable(path: str) -> tuple[str, bool]:
    """The path below a variable that stands for some root, and whether there was one."""
    match = _VARIABLE_ROOT.match(path)
    return (path[match.end() :], True) if match else (path, False)


@lru_cache(1 << 14)  # one file is named in many places
def is_foreign(path: str) -> bool:
    """Whether it plainly names no file of a repository: a placeholder, a glob, a host, a version, a machine's path."""
    steps = path.strip("/").split("/")
    return (
        not any(step.strip(".") for step in steps)
        or "" in steps
        or "..." in path
        or bool(_OUTSIDE.search(path))
        or (path.startswith("/") and (len(steps) == 1 or steps[0] in _MACHINE_ROOTS))
        or all(_VERSION.fullmatch(step) for step in steps)
        or bool(_MIME.fullmatch(path))
        or is_domain(steps[0])
        or steps[0].startswith("@")
        or is_placeholder(steps)
    )


def is_domain(step: str) -> bool:
    """Whether a first step is a host's name, as in `example.org/x`."""
    return bool(_DOMAIN.fullmatch(step))


def is_placeholder(steps: list[str]) -> bool:
    """Whether the reader is to put a name of their own there."""
    stems = {step.partition(".")[0].lower() if not step.startswith(".") else step for step in steps}
    if stems & _PLACEHOLDERS or any(_YOURS.fullmatch(step) for step in steps):
        return True
    return bool(_CAPITALS.search("/".join(steps)))


def is_made(path: str) -> bool:
    """Whether such a file is written by a tool, kept out of repositories, or private to a machine."""
    steps = path.strip("/").split("/")
    name = steps[-1]
    private = name.startswith(".env") and ending(name) not in ("example", "sample", "template", "dist")
    return (
        bool(_MADE_FOLDERS.intersection(steps[:-1] if "." in name else steps))
        or ending(name) in _MADE_ENDINGS
        or private
        or name in (".DS_Store", "package-lock.json")
        or bool(_RESULT.fullmatch(name.lower()))
    )


def is_vendored(path: str) -> bool:
    """Whether the path lies among what others wrote and a tool put there."""
    return not _VENDORED.isdisjoint(path.split("/"))


def is_archived(path: str) -> bool:
    """Whether the path lies among what is kept for the record only."""
    return bool(_ARCHIVE.search(path))


@lru_cache(1 << 14)
def is_file_name(name: str) -> bool:
    """Whether a word without slashes looks like a file's name."""
    stem, dot, last = name.rpartition(".")
    if BARE_NAMES.fullmatch(name):
        return True
    return bool(dot and stem.strip(".") and last.lower() in ENDINGS and re.search(r"[A-Za-z]", stem))
