# Everything sets itself up: all that is needed is Python 3.10 or later, and make.
#   make help

PYTHON ?= python3
ADDR ?= 127.0.0.1
PORT ?= 8000
BENCH ?=
POSTS ?=
RESOLUTION ?= highest

BIN := .venv/bin
INSTALLED := .venv/installed

# Runs a command, and says how many seconds it took.
TIMED := @sh -c 'echo "$$*"; begun=$$(date +%s); "$$@" || exit; echo "[$$(($$(date +%s) - begun)) s]"' timed

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# What Material for MkDocs says of other products at each start.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help serve test lint coverage bench validate screenshots build dist wheel schemas clean chromium

help: ## show this
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

serve: $(INSTALLED) ## show our own site, and rebuild it at each change (ADDR, PORT)
	$(BIN)/mkdocs serve --strict --dev-addr $(ADDR):$(PORT)

test: lint chromium ## check everything, and say how long each part takes
	$(TIMED) $(BIN)/python -m pytest -n 2 --durations=15

lint: $(INSTALLED) ## check the style and the types
	$(TIMED) $(BIN)/ruff check
	$(TIMED) $(BIN)/ruff format --check
	$(TIMED) $(BIN)/mypy --strict

coverage: $(INSTALLED) ## show the lines and branches that no test reaches
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run -m pytest -q -n 2
	$(BIN)/python -m coverage combine -q
	$(BIN)/python -m coverage report

bench: $(INSTALLED) ## compare build times with those of plain MkDocs (BENCH=compared, serve, every)
	$(BIN)/python -m benchmarks.$(or $(BENCH),build)

validate: $(INSTALLED) ## prove the build of our posts, or of other folders (POSTS), in three themes (java, npm)
	PYTHONPATH=tests $(BIN)/python -m scripts.validate $(POSTS)

screenshots: $(INSTALLED) chromium ## take a picture of each kind of page, theme, scheme and width into .screenshots/
	$(BIN)/python scripts/screenshots.py

build: $(INSTALLED) ## build our own site into site/
	$(BIN)/mkdocs build --strict

schemas: $(INSTALLED) ## write the JSON Schemas of options and front matter
	$(BIN)/python -m scripts.make_schemas

dist: $(INSTALLED) ## make the wheel and the source distribution, in dist/
	rm -rf dist
	$(BIN)/python -m build --quiet
	$(BIN)/python -m twine check --strict dist/*

wheel: dist ## try the wheel in a fresh environment (PYTHON, RESOLUTION=lowest-direct)
	$(BIN)/python -m scripts.try_wheel --python $(PYTHON) --resolution $(RESOLUTION)

clean: ## remove everything that was made, the environment too
	rm -rf .venv .cache .screenshots .benchmarks .hypothesis .mypy_cache .pytest_cache .ruff_cache .coverage* site dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(INSTALLED): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || { \
	  echo "$(PYTHON) is not Python 3.10 or later; name one that is: make PYTHON=/path/to/python3" >&2; exit 1; }
	@test -x $(BIN)/pip || { echo "Making an environment in .venv ..."; $(PYTHON) -m venv --clear .venv; }
	@echo "Installing what pyproject.toml names ..."
	@$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	@$(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@

# The tests that open pages want a browser. It is installed where that can be done without asking.
chromium:
	@for name in chromium chromium-browser google-chrome-stable google-chrome; do \
	  if command -v $$name >/dev/null; then exit; fi; \
	done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing Chromium ..."; \
	  apt-get -qq update && \
	  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium >/dev/null || \
	  echo "Chromium could not be installed: the tests that open pages in a browser will be skipped, or fail in CI."; \
	else \
	  echo "There is no Chromium here: the tests that open pages in a browser will be skipped, or fail in CI."; \
	fi
