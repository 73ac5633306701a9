"""Words of a path or a heading -> the deployment environments that they name."""

from __future__ import annotations

import re

_NAMES = {
    "production": "production prod produktion produktiv producción produccion produção producao 生产 生产环境 本番",
    "staging": "staging stage stg preprod preproduction uat homologação préproduction 预发 预发布 ステージング",
    "development": "development dev develop local entwicklung desarrollo développement developpement 开发 開発",
    "test": "test testing ci e2e 测试环境 テスト環境",
}
_WORD = {word: name for name, words in _NAMES.items() for word in words.split()}
_TOKEN = re.compile(r"[^\W_]+")
# Words that name an environment in a file name, but something else in a sentence ("local file", "run the test").
_PATH_ONLY = frozenset({"dev", "develop", "local", "test", "testing", "ci", "e2e", "stage", "stg"})
_READY = frozenset({"ready", "readiness", "grade", "quality", "like", "reif", "guide", "code", "issues"})


def in_path(path: str) -> frozenset[str]:
    """Environments that a file's own name tells: `docker-compose.prod.yml` is production."""
    name = path.rsplit("/", 1)[-1].lower()
    return frozenset(_WORD[token] for token in _TOKEN.findall(name) if token in _WORD)


def in_words(text: str) -> frozenset[str]:
    """Environments that a heading or a lead-in names; "production-ready" is a quality, no environment."""
    tokens = _TOKEN.findall(text.lower())
    return frozenset(
        _WORD[token]
        for token, following in zip(tokens, [*tokens[1:], ""], strict=False)
        if token in _WORD and token not in _PATH_ONLY and following not in _READY
    )
