# The commands of the project. On a machine with Python 3.11+ and its venv module, `make run` and `make test` need nothing else.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help run test test-faults lint format docs site bench clean

help: ## show these commands
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/'

$(READY): pyproject.toml src/glossctl/__init__.py
	@echo "setting up $(VENV) with what glossctl needs: about half a minute, once" >&2
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "glossctl needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	@$(PYTHON) -m venv $(VENV)
	@echo "  downloading and installing (pip)" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[all]' --group dev
	@echo "  compiling" >&2
	@$(BIN)/python -m compileall -q src
	@touch $(READY)

run: $(READY) ## run the program: make run ARGS="define MIG"
	@$(BIN)/glossctl $(ARGS)

test: $(READY) ## run all the tests
	$(BIN)/python -m pytest $(TESTS)

test-faults: $(READY) ## kills, full disks and interrupts at 200 moments each: half an hour
	GLOSSCTL_FAULTS=200 $(BIN)/python -m pytest tests/faults $(TESTS)

lint: $(READY) ## ruff, ruff format, mypy strict, and our own check of the documentation
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/glossctl check docs README.md CONTRIBUTING.md SECURITY.md CHANGELOG.md

format: $(READY) ## lay out the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(READY) ## make the pictures, the reference and the help screens anew
	$(BIN)/python docs/make.py

site: $(READY) ## write the page of the bundled glossary into site/
	@$(BIN)/glossctl site site -g src/glossctl/data/glossary.toml

bench: $(READY) ## the start-up ratios; bench/ has more
	$(BIN)/python bench/startup.py

clean: ## remove what the commands above made
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis dist site
