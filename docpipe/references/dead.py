"""What every detector yields: a dead reference before anybody has thought of what was meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["path", "link", "anchor", "command", "env", "symbol"]
Needs = Literal["", "home", "company", "carried out", "unseen", "respelt"]


@dataclass(frozen=True, slots=True)
class Dead:
    """A name of what is not there.

    `wanted` are the paths it may have meant, the likeliest first; `names` the words it was chosen from, for names that
    are no paths (targets, scripts, anchors). `anchor` is the fragment of a link; `hint` says more of what was meant:
    the text of a link, the folder of a command. `around` is the line that it stands in. `typed` tells that a command
    needs it, `lasting` that it counts in a record as well.

    `needs` says what else must hold, where nothing of its own says that a name is one of this repository's: that the
    document plainly speaks of the repository ("home"), that it stands among names that exist ("company"), among so
    many that what was planned there was carried out ("carried out"), that no file of the code holds the word
    ("unseen"), or that none does or nobody can search the code ("respelt").
    """

    line: int
    token: str
    kind: Kind
    wanted: tuple[str, ...]
    reason: str
    anchor: str | None = None
    names: tuple[str, ...] = ()
    needs: Needs = ""
    hint: str = ""
    around: str = ""
    typed: bool = False
    lasting: bool = False
