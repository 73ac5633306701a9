"""The command line: one file a command; the only place that prints or exits."""

from __future__ import annotations

import codecs
import gc
import importlib
import io
import os
import sys
import traceback

import click

from docpipe import __version__
from docpipe.errors import DocpipeError

# command -> its module, in the order of --help. A module is imported only when its command runs.
COMMANDS = {
    "init": "docpipe.cli.init",
    "scan": "docpipe.cli.scan",
    "consolidate": "docpipe.cli.consolidate",
    "verify": "docpipe.cli.verify",
    "explain": "docpipe.cli.explain",
    "review": "docpipe.cli.review",
    "fix": "docpipe.cli.fix",
    "undo": "docpipe.cli.undo",
    "check": "docpipe.cli.check",
    "history": "docpipe.cli.history",
    "demo": "docpipe.cli.demo",
}


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name]).command
        return command


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="docpipe")
def group() -> None:
    """Find what a sprawl of Markdown says twice and says differently, and make one readable site of it."""


def main() -> None:
    """Run docpipe; the one error boundary. Exit 0 fine, 1 findings, 2 the user's mistake, 3 a bug, 130 interrupted."""
    gc.disable()  # what a command makes refers to itself in no circle that matters: looking for garbage is vain
    codecs.register_error("docpipe.escape", _escaped)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="docpipe.escape")
    try:
        status = group.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        status = 2
    except DocpipeError as error:
        _complain(str(error), error.hint)
        status = 2
    except (click.Abort, KeyboardInterrupt):
        _complain("interrupted; nothing was left half-written")
        status = 130
    except BrokenPipeError:  # the reader of our output has gone, as `head` does
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115 - so that the interpreter can flush at exit
        status = 0
    except OSError as error:
        _complain(str(error), "make the path readable and writable, or name another")
        status = 2
    except Exception:
        traceback.print_exc()
        _complain("this is a bug in docpipe; your files are as they were", "please report it with the lines above")
        status = 3
    sys.exit(status if isinstance(status, int) else 0)


def _escaped(error: UnicodeError) -> tuple[str, int]:
    r"""What a terminal or pipe of another encoding cannot show, as `\uNNNN`, which is right in JSON, too."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2)), error.end


def _complain(message: str, hint: str = "") -> None:
    click.echo(f"docpipe: {message}", err=True)
    if hint:
        click.echo(f"  hint: {hint}", err=True)
