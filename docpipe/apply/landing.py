"""Commits to be -> a branch of their own with a tag on the states before and after, and the work tree brought to it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from docpipe.apply import applied
from docpipe.apply.applied import Applied, Command
from docpipe.apply.commits import Draft, commit
from docpipe.apply.ground import Ground
from docpipe.apply.switching import IMPORT, Switch, switch


def land(ground: Ground, drafts: Sequence[Draft], command: Command, own: Collection[bytes] = ()) -> Applied:
    """Commit the drafts, one on top of the other, and check the last one out on a new branch.

    `own` are paths from the top of files that no commit holds and that may be overwritten: docpipe wrote them.
    """
    number = applied.next_number(ground.repository)
    who = ground.repository.output("var", "GIT_COMMITTER_IDENT").strip()
    last = commit(ground, drafts)[-1]
    done = Applied(number, ground.head, last, ground.branch, command)
    refs = {
        done.branch: last,
        done.before_tag: ground.head,
        done.after_tag: applied.tag(ground.repository, done, who),
        IMPORT: "",
    }
    switch(ground.repository, ground.top, Switch(ground.head, last, done.branch, refs), own)
    return done
