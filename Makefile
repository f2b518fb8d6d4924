# Everything happens in .venv inside the checkout; nothing else on the machine is touched.
# PYTHON=... chooses the interpreter; else the newest Python from 3.11 on that can make a virtual environment.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
CANDIDATES := $(PYTHON) python3.13 python3.12 python3.11 python3.14 python3 python
USABLE := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
export PIP_PROGRESS_BAR ?= off
# Where the home cannot be written (a container with a read-only root), pip has no place for its cache, and fails.
ifneq ($(shell test -w "$(HOME)" && echo writable),writable)
export PIP_NO_CACHE_DIR := 1
endif

.PHONY: help setup demo test lint types contracts unit format lock schema screenshots clean

help: ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

setup: $(VENV)/.runtime ## Make .venv with hash-pinned dependencies and the `tocsin` command

demo: $(VENV)/.runtime ## Run the main job once against the bundled sample press
	@$(BIN)/tocsin demo

test: $(VENV)/.test lint types contracts unit ## Lint, types, import contracts, and every test

lint: $(VENV)/.test ## Style and formatting
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(VENV)/.test ## Types, strictly
	$(BIN)/mypy

contracts: $(VENV)/.test ## Which room may import which
	$(BIN)/lint-imports

unit: $(VENV)/.test ## The test suite (PostgreSQL too, where its server is installed)
	$(BIN)/pytest -q -n 3 --dist worksteal

format: $(VENV)/.test ## Put the code into its form
	$(BIN)/ruff check --fix . && $(BIN)/ruff format .

lock: $(VENV)/.test ## Pin the dependencies anew after a change of pyproject.toml
	$(PIP) install uv
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --python-version 3.11 -q pyproject.toml --group build -o requirements.lock
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --python-version 3.11 -q pyproject.toml --group build --group dev -o requirements-dev.lock

screenshots: $(VENV)/.test ## The pictures in docs/screenshots, from the demonstration (needs Chromium)
	$(BIN)/python -m benchmarks.screenshots

clean: ## Remove the virtual environment and the caches (never var/, which holds data)
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@for python in $(CANDIDATES); do \
	    if $$python -c '$(USABLE)' 2>/dev/null && $$python -m venv --clear $(VENV); then exit 0; fi; done; \
	echo "No Python from 3.11 on with the venv module was found." >&2; \
	echo "Debian and Ubuntu: sudo apt-get install python3-venv. Or name one: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)" >&2; \
	rm -rf $(VENV); exit 2

$(VENV)/.runtime: requirements.lock pyproject.toml $(wildcard monitor/*.[ch]) | $(BIN)/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable . && touch $@

$(VENV)/.test: requirements-dev.lock $(VENV)/.runtime | $(BIN)/python
	$(PIP) install --require-hashes -r requirements-dev.lock && touch $@
