"""`python -m docpipe`."""

from docpipe.cli import main

main()
