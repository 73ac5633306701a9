"""Charts that commands of Helm read from a folder, and folders that are said by their name: near-misses first."""

from __future__ import annotations

import pytest

from tests.references.small import dead

FILES = ("charts/web/Chart.yaml", "charts/queue/Chart.yaml", "charts/README.md", "tests/mocks/a.py", "tests/README.md")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("```bash\nhelm install x ./web\n```", "the chart is there"),
        ("```bash\nhelm install x web\n```", "a chart of a repository, or a name"),
        ("```bash\nhelm install x ./web-1.0.tgz\n```", "an archive that a tool makes"),
        ("```bash\nhelm install x oci://example.org/gone\n```", "somebody's registry"),
        ("```bash\nhelm list ./gone\n```", "reads no chart"),
        ("```bash\nhelm create mail\nhelm install x ./mail\n```", "made a line above"),
        ("```bash\ncd /tmp\nhelm install x ./gone\n```", "nobody knows where"),
        ("```bash\nhelm install x ./web -f ./my-values.yaml\n```", "the reader's own values"),
        ("In the mail folder (gone/mail).", "nothing has that name"),
        ("In the other folder (gone/mocks).", "another name"),
        ("Either folder (gone/mocks) works.", "no name of a folder"),
        ("In the mocks folder (tests/mocks).", "it is there"),
    ],
)
def test_is_no_dead_folder(text: str, why: str) -> None:
    assert dead(text, FILES, "charts/README.md") == [], why


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("```bash\nhelm install x ./gone\n```", "./gone"),
        ("```bash\nhelm upgrade --install x --namespace y ./gone --values=a.yaml\n```", "./gone"),
        ("Put them in the mocks folder (gone/mocks).", "gone/mocks"),
        ("Sie liegen im mocks Ordner (`gone/mocks`).", "gone/mocks"),
    ],
)
def test_is_a_dead_folder(text: str, token: str) -> None:
    assert dead(text, FILES, "charts/README.md") == [token]
