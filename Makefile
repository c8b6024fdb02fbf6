# Unsigned: everything starts here. `make run` and `make test` need git, make and python3-venv, nothing else.

HOST ?= 127.0.0.1
PORT ?= 8000
PYTHON ?= python3
export UNSIGNED_HOST := $(HOST)
export UNSIGNED_PORT := $(PORT)
export PYTHONDONTWRITEBYTECODE := 1

BIN := .venv/bin
INSTALLED := .venv/.installed
INSTALLED_DEV := .venv/.installed-dev
DEMO := docs/examples

.PHONY: run demo test fuzz check bench

run: $(INSTALLED)
	@umask 077; exec $(BIN)/gunicorn --config deploy/gunicorn.conf.py app:app

demo: $(INSTALLED)
	@for set in sticky-notes microaggressions imposter-syndrome what-diversity-means; do \
	  $(BIN)/flask --app app demo --set $$set --notes $(DEMO)/$$set.jsonl --out out/$$set || exit 1; done

test: $(INSTALLED_DEV)
	@sh deploy/install-test-tools.sh
	$(BIN)/pytest -n 2 --dist loadfile

fuzz: $(INSTALLED_DEV)
	$(BIN)/pytest -m hypothesis --hypothesis-profile=fuzz

check: $(INSTALLED_DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(INSTALLED_DEV)
	@for one in participant_flow sheets memory pinboard meeting sealing durability; do echo "== $$one"; PYTHONPATH=. $(BIN)/python bench/$$one.py || exit 1; done

$(INSTALLED): requirements.txt deploy/constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing what Unsigned needs into .venv (once, about a minute) …"
	@$(BIN)/pip install -qq --disable-pip-version-check -r requirements.txt
	@touch $@

$(INSTALLED_DEV): requirements-dev.txt $(INSTALLED)
	@echo "Installing what the tests need into .venv (once) …"
	@$(BIN)/pip install -qq --disable-pip-version-check -r requirements-dev.txt
	@touch $@
