"""`docpipe.toml` -> `Config`; every mistake is reported at once, with file, key and what is allowed."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from docpipe.errors import ConfigError

FILE_NAME = "docpipe.toml"


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CrawlConfig(_Table):
    """`[crawl]`: gitignore-style patterns; `include` widens what is read, `exclude` narrows it."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


class SiteConfig(_Table):
    """`[site]`: what the site calls itself, and where the sources can be seen."""

    name: str | None = None
    repo_url: str | None = None


class Config(_Table):
    """All of `docpipe.toml`."""

    crawl: CrawlConfig = CrawlConfig()
    site: SiteConfig = SiteConfig()


def load(root: Path) -> Config:
    """Read `docpipe.toml` in `root`; the defaults where there is none. Raises ConfigError with every mistake."""
    path = root / FILE_NAME
    if not path.is_file():
        return Config()
    try:
        return Config.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{FILE_NAME}: not valid TOML: {error}", "mend the line it names") from error
    except ValidationError as error:
        lines = [f"{FILE_NAME}: {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        raise ConfigError("\n".join(lines), "see the configuration reference in the manual") from error
