"""The reference of a container image -> the name it goes by, and its tag."""

from __future__ import annotations


def tagged(image: str) -> tuple[str, str]:
    """`postgres` and `15-alpine` of `registry/library/postgres:15-alpine@sha256:…`; "" where there is no tag."""
    name, _, tag = image.partition("@")[0].rpartition("/")[-1].partition(":")
    return name, tag
