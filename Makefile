# Needs make, git and Python 3.11 or newer; everything it installs lies in .venv, everything it builds in build/ and demo/.
PYTHON ?= python3
VENV ?= .venv
BIN ?= $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PY = $(BIN)/python
PIP = $(PY) -m pip --disable-pip-version-check install --quiet --require-hashes
RUN = $(VENV)/run.stamp
DEV = $(VENV)/dev.stamp
export NO_MKDOCS_2_WARNING = 1
SRC ?=
TESTS ?=

.PHONY: demo test check bench quality prove docs style manual

demo: $(RUN)  ## docpipe on the sample estate, or on your own tree: make demo SRC=path
	$(PY) -m docpipe demo demo$(if $(SRC), --source "$(SRC)")

test: $(DEV)
	$(PY) -m pytest -n auto $(TESTS)

check: style manual test  ## format, lint, types, layers; the manual; the tests

style: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

manual: $(DEV)
	$(PY) -m mkdocs build --quiet --strict --site-dir build/manual

bench: $(DEV)  ## speed and memory, into reports/performance.md
	$(PY) -m bench.speed

quality: $(DEV)  ## figures against labelled corpora, into reports/quality.md
	$(PY) -m bench.quality

prove: $(DEV)  ## every long proof in full, into reports/proofs.md
	$(PY) -m bench.prove

docs: $(DEV)  ## the generated reference pages, then the manual into build/manual
	$(PY) -m docs.generate
	$(MAKE) manual

$(RUN): requirements/run.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "docpipe needs Python 3.11 or newer: make PYTHON=python3.11")'
	@echo "making $(VENV), once; one to three minutes"
	$(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements/run.lock
	$(PY) -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements/dev.lock $(RUN)
	@echo "adding the tools for tests to $(VENV), once"
	$(PIP) -r requirements/dev.lock
	@touch $@
