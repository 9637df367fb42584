# Recount. `make help` lists what can be done.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
# Pins made with the oldest Python install on the newer ones too.
OLDEST ?= python3.11
CORES := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)

# A notebook gives the same numbers and pictures whoever runs it.
unexport RECOUNT_DOWNLOADS MPLBACKEND JUPYTER_PATH PYTHONPATH PYTHONHOME
export PYTHONHASHSEED := 0
export OPENBLAS_NUM_THREADS := 1
export MATPLOTLIBRC := /dev/null
export JUPYTER_PREFER_ENV_PATH := 1
export JUPYTER_DEFAULT_PROVISIONER_NAME := recount-fork
export PYDEVD_DISABLE_FILE_VALIDATION := 1

.PHONY: help book verify pdf test lab serve refresh edition lock clean install

help: ## what can be done
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

book: $(STAMP) ## run what changed and render the book into _build/html
	@$(BIN)/python -m recount.bookbuild.build

pdf: $(STAMP) ## print the book into one PDF, with Debian's chromium and fonts-noto-cjk
	@$(BIN)/python -m recount.bookbuild.build
	@$(BIN)/python -m recount.bookbuild.pdf

verify: $(STAMP) ## build twice from nothing, compare every byte, write _build/SHA256SUMS
	@$(BIN)/python -m recount.bookbuild.verify

test: $(STAMP) ## check style, types, library, data, notebooks and the built book
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@$(BIN)/python -m recount.bookbuild.build
	$(BIN)/python -m pytest -n $(CORES) --dist loadfile --nbval --nbval-cell-timeout 120 tests notebooks

lab: $(STAMP) ## open the notebooks in JupyterLab
	@# The outputs of a clone are not trusted, and JupyterLab would show them without their number lines.
	@$(BIN)/jupyter trust notebooks/*.ipynb notebooks/*/*.ipynb >/dev/null
	@$(BIN)/jupyter lab notebooks

serve: $(STAMP) ## show the built book at a local address
	@$(BIN)/python -m recount.bookbuild.serve

refresh: $(STAMP) ## run the notebooks and rewrite the outputs that are stored in them
	@$(BIN)/python -m recount.bookbuild.refresh

edition: $(STAMP) ## store the verdicts of the edition that CITATION.cff names: done once, when it is released
	@$(BIN)/python -m recount.editions

lock: ## write requirements.txt anew from the ranges in pyproject.toml
	@$(OLDEST) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { echo "pins are made with Python 3.11, the oldest that is supported: make lock OLDEST=..." >&2; exit 1; }
	@rm -rf _build/lock && $(OLDEST) -m venv _build/lock
	@_build/lock/bin/python -m pip install --quiet --editable '.[author,book,check]' 'setuptools>=77'
	@{ echo '# Written by `make lock` from the ranges in pyproject.toml.'; \
	  _build/lock/bin/python -m pip freeze --all --exclude-editable --exclude pip; } >_build/lock/pins
	@mv _build/lock/pins requirements.txt && rm -rf _build/lock

clean: ## remove what was built and installed
	rm -rf _build .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis src/recount.egg-info
	find . -name __pycache__ -prune -exec rm -rf {} +

install: $(STAMP)

# Asked for another Python than the one in .venv: install anew.
VERSION := import sys; print(*sys.version_info[:2])
ifneq ($(origin PYTHON),file)
ifneq ($(wildcard $(STAMP)),)
ifneq ($(shell $(PYTHON) -c '$(VERSION)' 2>/dev/null),$(shell $(BIN)/python -c '$(VERSION)' 2>/dev/null))
$(STAMP): another-python
endif
endif
endif
.PHONY: another-python
another-python:

$(STAMP): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Recount needs Python 3.11 or newer, and \"$(PYTHON)\" is not: install it, or name another, as in: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "\"$(PYTHON)\" has no venv module: install the package python3-venv (Debian, Ubuntu: apt install python3-venv)" >&2; exit 1; }
	@echo "Installing the packages of requirements.txt into .venv: this is done once, in about a minute"
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m pip check --disable-pip-version-check >/dev/null
	@touch $@
