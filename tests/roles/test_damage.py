"""Damaged text is rare: first what must not be taken for it, then what it looks like."""

from __future__ import annotations

import base64
import hashlib
import itertools
import random

import pytest

from docpipe.model import Document, SourceFile
from docpipe.parse import parse
from docpipe.roles.damage import damages

SUBJECTS = ("The server", "The client", "A worker", "The queue", "Each request", "Every table", "An administrator")
VERBS = ("reads", "writes", "checks", "stores", "returns", "deletes", "restores", "needs", "expects", "creates")
OBJECTS = (
    "the configuration from its folder",
    "the settings that users changed",
    "all messages of the last hour",
    "the newest image",
    "a certificate with its key",
    "the name and the address of a customer",
    "two copies of each file",
    "a token before it expires",
)
SENTENCES = [f"{s} {v} {o}." for s, v, o in itertools.product(SUBJECTS, VERBS, OBJECTS)]

GERMAN = """# Betriebshandbuch

Dieses Handbuch beschreibt den Betrieb der Plattform. Es richtet sich an alle, die den Dienst überwachen, und an
jene, die ihn nach einem Ausfall wieder anfahren. Wer nur wissen will, wie man sich anmeldet, findet das im
anderen Heft.

## Überwachung

Die Überwachung fragt jeden Dienst einmal in der Minute nach seinem Zustand. Antwortet er dreimal nicht, so geht
eine Nachricht an die Bereitschaft. Die Bereitschaft prüft zuerst die Datenbank, dann die Warteschlange und
zuletzt das Netz. Ist die Platte voll, löscht sie die ältesten Protokolle, aber nie die Sicherungen der letzten
Woche. Jede Störung wird im Buch vermerkt, mit der Uhrzeit, der Ursache und dem, was getan wurde. Einmal im
Monat liest das ganze Team die Einträge und entscheidet, welche Ursache endgültig beseitigt werden soll.

## Sicherung

Gesichert wird jede Nacht, und zwar auf zwei Rechner in verschiedenen Räumen. Der erste behält die Stände der
letzten dreißig Tage, der zweite die der letzten zwölf Monate. Einmal im Vierteljahr wird eine Sicherung auf
einem leeren Rechner eingespielt, damit man weiß, dass sie taugt. Wer das tut, schreibt die Dauer auf und
vergleicht sie mit dem Ziel von einer Stunde. Dauert es länger, so ist das eine Störung wie jede andere auch und
wird behandelt, wie oben beschrieben.
"""
NAMES = (
    "Anna",
    "Bernd",
    "Carla",
    "David",
    "Elena",
    "Frank",
    "Greta",
    "Hanno",
    "Ilse",
    "Jonas",
    "Klara",
    "Ludwig",
    "Olga",
)
FAMILIES = (
    "Albrecht",
    "Brandt",
    "Conrad",
    "Dreyer",
    "Engel",
    "Fuchs",
    "Graf",
    "Huber",
    "Ihle",
    "Jahn",
    "Kunz",
    "Lorenz",
)


def corpus(text: str, encoding: str = "utf-8") -> list[Document]:
    """Thirty ordinary documents, and one more."""
    shuffled = random.Random(1).sample(SENTENCES, len(SENTENCES))
    texts = ["# Notes\n\n" + " ".join(shuffled[n::30]) for n in range(30)]
    return [parse(_file(f"{n}.md", one)) for n, one in enumerate(texts)] + [parse(_file("x.md", text, encoding))]


def _file(path: str, text: str, encoding: str = "utf-8") -> SourceFile:
    return SourceFile(path=path, location="", text=text, sha256="", size=0, encoding=encoding)


def scrambled() -> str:
    """What a broken export leaves: a text cut into small pieces, and neighbouring pieces exchanged."""
    source = random.Random(2)
    text = "\n\n".join(
        f"{paragraph} **{sentence}**" for paragraph, sentence in zip(GERMAN.split("\n"), SENTENCES[::9], strict=False)
    )
    pieces = []
    while text:
        length = source.randint(2, 7)
        pieces.append(text[:length])
        text = text[length:]
    for start in range(0, len(pieces), 6):
        window = pieces[start : start + 6]
        source.shuffle(window)
        pieces[start : start + 6] = window
    return "".join(pieces)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(GERMAN, id="another language"),
        pytest.param("\n".join(f"- {n} {f}" for n, f in itertools.product(NAMES, FAMILIES)), id="a list of names"),
        pytest.param(
            "\n".join(f"- {hashlib.sha256(bytes([n])).hexdigest()}" for n in range(200)), id="a list of hashes"
        ),
        pytest.param(base64.encodebytes(random.Random(3).randbytes(9000)).decode(), id="base64"),
        pytest.param(
            "# 手册\n\n" + "本指南介绍如何在自己的机器上安装服务器。您需要一个数据库。\n\n" * 40, id="Chinese"
        ),
        pytest.param("# คู่มือ\n\n" + "คู่มือนี้อธิบายวิธีติดตั้งเซิร์ฟเวอร์บนเครื่องของคุณเอง\n\n" * 40, id="Thai"),
        pytest.param("NÃO É POSSÍVEL. AÇÃO NECESSÁRIA: ATENÇÃO À CONFIGURAÇÃO.\n\n" * 20, id="Portuguese in capitals"),
        pytest.param(
            "# Mojibake\n\n`Ã¤` is what becomes of `ä`.\n" + "It was read as cp1252. " * 90, id="an explanation"
        ),
        pytest.param("A lost character: \ufffd.\n" * 5, id="a few lost characters"),
        pytest.param("", id="nothing"),
    ],
)
def test_not_damaged(text: str) -> None:
    assert damages(corpus(text)) == {}


@pytest.mark.parametrize(
    ("text", "encoding", "why"),
    [
        pytest.param(scrambled(), "utf-8", "stand in no other document", id="scrambled"),
        pytest.param(GERMAN.encode().decode("cp1252"), "utf-8", "read in another encoding", id="mojibake"),
        pytest.param(
            "Привет, мир. Это текст.\n".encode().decode("latin-1") * 9, "utf-8", "read in another", id="Russian"
        ),
        pytest.param("Gr\ufffd\ufffde aus M\ufffdnchen.\n" * 9, "utf-8", "characters were lost", id="lost"),
        pytest.param("(cid:12)(cid:87) text (cid:3)\n" * 9, "utf-8", "from PDF", id="PDF"),
        pytest.param(
            "Привет, мир. Это текст.\n".encode("koi8-r").decode("cp1252", "replace") * 9, "cp1252", "neither", id="KOI8"
        ),
    ],
)
def test_damaged(text: str, encoding: str, why: str) -> None:
    found = damages(corpus(text, encoding))
    assert list(found) == ["x.md"]
    assert why in found["x.md"]


def test_a_copy_of_scrambled_text_is_scrambled_too() -> None:
    documents = corpus(scrambled())
    twin = parse(_file("y.md", documents[-1].source.text))
    assert sorted(damages([*documents, twin])) == ["x.md", "y.md"]
