#!/bin/sh
# Write run.lock (docpipe, its extra `site`, the build backend) and dev.lock (the tools on top of it) from pyproject.toml.
# Pass --upgrade to move pins. Neither file names an index or a machine.
set -eu
cd "$(dirname "$0")/.."
compile() {
  uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes --no-header \
    --no-emit-index-url --no-emit-find-links pyproject.toml "$@"
}
compile --extra site --group build --output-file requirements/run.lock "$@"
compile --extra site --group build --group dev --constraints requirements/run.lock --output-file requirements/dev.lock "$@"
