"""What gives a secret away, and what only speaks of one; near-misses first.

Tokens are put together here, so that none lies in the tree.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docpipe.text.secrets import BULLET, secrets, without

LOT = "k7Qz2Vb9Xw4Lr8Tn1Ms6Hd3Gf5Jc0PyAaEeUuRr"  # letters and digits as a lot would draw them

NONE = [
    ("a placeholder", "OPENAI_API_KEY=sk-your-key-here-0123456789ab"),
    ("crosses", "token: ghp_" + "x" * 36),
    ("a sequence", "api_key = abcdefghijklmnop1234567890"),
    ("the example of an issuer's manual", "AKIA" + "IOSFODNN7" + "EXAMPLE"),
    ("a password that words and a number make", '"password": "AdminPassword123!"'),
    ("a password in words", "postgresql://shop_user:shop_secure_pass_2024@db:5432/shop"),
    ("a variable", "postgresql://${DB_USER}:${POSTGRES_PASSWORD}@db:5432/shop"),
    ("the path of a key", 'PRIVATE_KEY_PATH="/etc/keys/shop_key.p8"'),
    ("another variable's name", "password: neo4j_container.NEO4J_ADMIN_PASSWORD"),
    ("a commit", "See commit 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b: it renames the token."),
    ("a digest", "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
    ("part of a word", "task_live_" + LOT[:20]),
    ("a public key's mark", "-----BEGIN PUBLIC KEY-----\n" + LOT + "\n-----END PUBLIC KEY-----"),
    ("a table's head", "| Token | Lifetime |\n| :---------------- | :------------------ |"),
]

SOME = [
    ("GitHub token", "ghp_", LOT[:36], ""),
    ("GitLab token", "export T=glpat-", LOT[:20], " # ci"),
    ("API key", "`sk-", "proj-" + LOT, "`"),
    ("API key", "sk_live_", LOT[:24], ""),
    ("AWS access key", "id: AKIA", "Q7Z2VB9XW4LR8TN1", "."),
    ("Slack token", "xoxb-", "2938475610-" + LOT[:24], ""),
    ("signed token", "Bearer eyJ", f"{LOT[:20]}.eyJ{LOT[5:30]}.{LOT[:30]}", '"'),
    ("password in an address", "amqp://shop:", LOT[:18], "@queue:5672/"),
    ("secret by its name", "**DB_PASSWORD**: `", LOT[:16], "`"),
    ("secret by its name", '  "clientSecret": "', LOT[:32], '",'),
    ("secret by its name", "session_token = '", LOT[:20], "'"),
    ("private key", "-----BEGIN RSA " + "PRIVATE KEY-----\n", LOT, "\n-----END RSA PRIVATE KEY-----"),
]


@pytest.mark.parametrize(("why", "text"), NONE, ids=[why for why, _ in NONE])
def test_what_only_speaks_of_a_secret_stays(why: str, text: str) -> None:
    assert secrets(text) == []


@pytest.mark.parametrize(("kind", "before", "secret", "after"), SOME)
def test_what_gives_a_secret_away_is_masked_and_nothing_around_it(
    kind: str, before: str, secret: str, after: str
) -> None:
    text = f"# Über İstanbul\n\n{before}{secret}{after}\n"
    assert [found.kind for found in secrets(text)] == [kind]
    assert without(text) == f"# Über İstanbul\n\n{before}{BULLET * len(secret)}{after}\n"


@given(st.text() | st.text("ghp_sk-:=@/\"' eyJ.AKIAtoken19xQ\n", max_size=300))
def test_length_and_lines_stay_and_nothing_is_left_to_mask(text: str) -> None:
    shown = without(text)
    assert len(shown) == len(text)
    assert [at for at, character in enumerate(shown) if character == "\n"] == [
        at for at, character in enumerate(text) if character == "\n"
    ]
    assert without(shown) == shown


@pytest.mark.parametrize(
    "piece", ["ghp_", "eyJ.eyJ", "password=", "://a:b", "-----BEGIN RSA " + "PRIVATE KEY-----", "k7Q"]
)
def test_hostile_repetition_takes_linear_time(piece: str) -> None:
    assert len(without(piece * (400_000 // len(piece)))) > 0
