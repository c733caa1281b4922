# Two commands for everybody: `make run` and `make test`. Each does its own set-up.
PYTHON ?= python3.11
BIN := .venv/bin
export KEHOU_HOME ?= $(CURDIR)/var

.PHONY: run test check fmt lock setup screens clean

run: setup ## the service with its demo city, on the embedded database
	$(BIN)/kehou up --demo

test: setup .setup/browser ## the whole suite, browser journeys included
	$(BIN)/python -m pytest -n 2 $(TESTS)

check: setup ## linters, types, import contracts, the clause register
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.trace --check
	$(BIN)/python -m tools.translations --missing

fmt: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

screens: setup .setup/browser ## a picture of every page, phone and desktop, into var/screens
	$(BIN)/python -m tools.screens

lock: ## resolve the dependencies anew; the lock files carry hashes and no address
	$(PYTHON) -m venv .setup/lock && .setup/lock/bin/pip install --quiet uv
	for extra in "" "--extra dev"; do \
	  .setup/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	    --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
	    pyproject.toml $$extra -o requirements$${extra:+-dev}.lock; \
	done
	npm install --package-lock-only --ignore-scripts --no-audit --no-fund

setup: .setup/python .setup/front-end
	@$(BIN)/python tools/translations.py

.setup/python: requirements-dev.lock pyproject.toml
	@mkdir -p .setup
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.setup/front-end: package-lock.json tools/front_end.py
	@mkdir -p .setup
	$(BIN)/python tools/front_end.py
	@touch $@

.setup/front-end: | .setup/python

.setup/browser: tools/browser.py | .setup/python
	$(BIN)/python tools/browser.py
	@touch $@

clean:
	rm -rf .venv .setup node_modules src/kehou/web/static/vendor
