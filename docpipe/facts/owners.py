"""The thing that a sentence says a port or an address is of: what stands right before "listens on", "is available at".

Only words that place a thing somewhere may stand between it and the port, and nothing but a request to open it before
it: "Grafana sends its data to port 4317" does not say where Grafana is.
"""

from __future__ import annotations

import re

from docpipe.text.wordlists import words

# Words that place a thing at a port, and fill the way to it.
_PLACING = words(
    "is are will be available accessible reachable served exposed published found bound listens listen listening runs "
    "run running starts on at under via by default the its host local http https tcp port url address now then up "
    "ist sind wird läuft laufen lauscht hört auf unter über dem den der erreichbar verfügbar standardmäßig adresse "
    "escucha corre funciona se ejecuta está disponible accesible en el la puerto por defecto dirección "
    "écoute tourne est disponible accessible sur le à l'adresse par défaut s'exécute porta"
)
REQUESTS = words(
    "open visit access use check view see browse reach find start launch go navigate to and browser öffnen öffne "
    "besuchen besuche gehen gehe aufrufen rufe navigieren abra abre visite visitar ir ve vaya acceder accede accedes "
    "entrar entra navegar navega ouvrez ouvrir accédez accéder allez aller visitez acesse acessar vá à a zu en"
)
_ARTICLES = words("the your our this an der die das el la los las le les l' un une una der unsere")
_CONDITIONS = words(
    "example e.g if unless instead not no longer previously formerly old or could would should another other beispiel "
    "wenn falls nicht ejemplo si exemple ou oder"
)
_CHINESE = re.compile(r"(?:运行在|运行于|监听在|监听|可通过|地址为|默认|访问|在|的)+$")
_SENTENCE = re.compile(r"[.!?]\s|[;。；！？]\s?|\s[-–—]\s|,\s|，")
_WORD = re.compile(r"[^\s`*\"'(<\[\])>:]+")
_MAX = 160  # characters before a port in which its owner is looked for
_LONGEST = 4


def owner(before: str) -> str:
    """The noun phrase that the words before a port are about, "" if they are not about one thing and its place."""
    if len(before) > _MAX:
        return ""
    found = [word.rstrip(",") for word in _WORD.findall(before)]
    if any(word.lower().strip(".,") in _CONDITIONS for word in found):
        return ""
    clause = _WORD.findall(_CHINESE.sub("", _SENTENCE.split(before)[-1].rstrip(" `*(<[\"'")))
    placed = len(clause)
    while clause and clause[-1].lower() in _PLACING:
        clause.pop()
    asked = bool(clause) and clause[0].lower() in REQUESTS
    while clause and clause[0].lower() in REQUESTS | _ARTICLES:
        clause.pop(0)
    told = placed > len(clause) or asked or before != _CHINESE.sub("", before)
    if not told or not 0 < len(clause) <= _LONGEST:
        return ""
    return " ".join(clause)
