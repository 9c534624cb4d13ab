# Account Playbook: set-up, site and checks. `make` alone lists what there is to make.
#
# Packages go into .venv/, in the exact versions of requirements/*.txt: once, and again when a lock
# or pyproject.toml changes. Where pip finds them is a matter of pip's own settings.
# All paths are relative, so the folder's own name may hold spaces.

PYTHON ?= python3
EDITION ?= team
SITE_DIR ?= site
# The example accounts as of the day they were written for, so that they are not all overdue later;
# other accounts as of today. A date has the site built as of that day, and nothing as of today.
AS_OF ?= $(if $(SOURCE_DATE_EPOCH),,examples)
# One more than cores, as tests wait for browser and Git as well.
PYTEST_ARGS ?= -n 3 --dist worksteal
UPGRADE ?=

BUILD_DAY = $(if $(AS_OF),--as-of "$(AS_OF)")

BIN := .venv/bin
RUN := $(BIN)/python -m
INSTALL := $(RUN) pip --disable-pip-version-check install --quiet

# An environment knows its own place: after the folder was moved, or its Python went, make it anew.
UNUSABLE := $(shell [ ! -e .venv/pyvenv.cfg ] || { [ -x $(BIN)/python ] && \
  ! grep '^command = ' .venv/pyvenv.cfg | grep -qvF "$$(pwd -P)/.venv"; } || echo yes)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve test test-all bench schema lock clean browser mermaid
ifneq ($(UNUSABLE),)
.PHONY: .venv/pyvenv.cfg
endif

help: ## List what there is to make
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1|/p' Makefile | \
	  while IFS='|' read -r name text; do printf '  make %-10s %s\n' "$$name" "$$text"; done

site: .venv/site.stamp ## Build the site (EDITION=team, or public, hr, leadership; SITE_DIR=site; AS_OF=DATE)
	@$(BIN)/playbook build --edition "$(EDITION)" --site-dir "$(SITE_DIR)" $(BUILD_DAY)
	@printf '\nThe site is ready in %s/. To look at it, run\n\n    %s\n\nand open %s in a browser.\n' \
	  "$(SITE_DIR)" \
	  'python3 -m http.server --bind 127.0.0.1 -d "$(SITE_DIR)"' 'http://127.0.0.1:8000/'

serve: .venv/site.stamp ## Show the site while you write; pages follow your changes
	@$(BIN)/playbook serve $(BUILD_DAY)

test: MARKERS := -m "not slow"
test: ## Check code, types and layers, then run the tests, all but the slow ones
test-all: MARKERS :=
test-all: export ALL_EXAMPLES := 1
test-all: mermaid ## The same with every test
# Tests start our command many times: without bytecode every start compiles all of it anew.
test test-all: export PYTHONDONTWRITEBYTECODE :=
test test-all: .venv/test.stamp browser
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(BIN)/lint-imports --no-logo
	$(RUN) pytest $(MARKERS) $(PYTEST_ARGS)

browser:
	@sh tests/e2e/install-browser.sh

mermaid:
	@sh tests/e2e/fetch-mermaid.sh

bench: .venv/test.stamp ## Measure build times on made-up accounts
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/history.py
	$(BIN)/python benchmarks/commands.py
	$(BIN)/python benchmarks/commands.py --serve

schema: .venv/site.stamp ## Write schema/ and the lists in docs/ anew, from the code
	@$(BIN)/playbook schema --write schema
	@$(BIN)/playbook rules --markdown > docs/rules.md
	@$(BIN)/playbook export json --fields > docs/data-fields.md

lock: .cache/uv/bin/uv ## Write requirements/*.txt anew (UPGRADE=1 takes the newest versions)
	@set -e; backend=$$($(BUILD_BACKEND)); \
	  echo "$$backend" | $(LOCK) --extra test --output-file requirements/test.txt; \
	  echo "$$backend" | $(LOCK) --constraint requirements/test.txt \
	    --output-file requirements/site.txt

clean: ## Remove what was built and cached; .venv/ stays
	rm -rf site dist .cache .staging-* .hypothesis .mypy_cache .pytest_cache .ruff_cache \
	  .import_linter_cache

.venv/pyvenv.cfg:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Account Playbook needs Python 3.11 or newer, and "$(PYTHON)" is not that.'; \
	  echo 'Install one, or name one you have: make $(MAKECMDGOALS) PYTHON=python3.13'; exit 1; } >&2
	@echo 'Making .venv/ for the packages (only the first time)'
	@"$(PYTHON)" -m venv --clear .venv

.venv/site.stamp: requirements/site.txt pyproject.toml .venv/pyvenv.cfg
	@echo 'Installing requirements/site.txt into .venv/ (only when it has changed)'
	@$(INSTALL) --require-hashes -r requirements/site.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

# The test lock holds the whole site lock, so what it has installed will do for the site too.
.venv/test.stamp: requirements/test.txt pyproject.toml .venv/pyvenv.cfg
	@echo 'Installing requirements/test.txt into .venv/ (only when it has changed)'
	@$(INSTALL) --require-hashes -r requirements/test.txt
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch .venv/site.stamp $@

# The tool that resolves the locks lives apart: nothing of the product needs it.
.cache/uv/bin/uv:
	@"$(PYTHON)" -m venv --clear .cache/uv
	@.cache/uv/bin/python -m pip --disable-pip-version-check install --quiet 'uv>=0.8,<1'

BUILD_BACKEND = "$(PYTHON)" -c 'import tomllib; \
  print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")'
LOCK = .cache/uv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-header --annotation-style line $(if $(UPGRADE),--upgrade) \
  pyproject.toml -
