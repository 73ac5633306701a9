"""`docpipe` and `python -m docpipe`: the command line, and Ctrl-C while its modules still load."""

import sys


def main() -> None:
    """Run docpipe. Loads nothing before it can answer an interrupt."""
    try:
        from docpipe.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("docpipe: interrupted; nothing was left half-written\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
