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
INSTALL := $(BIN)/pip install -qq --disable-pip-version-check --require-hashes
# the oldest Python that we support, every platform; pip, which one package asks for, stays as the venv brought it
LOCK := uv pip compile -q --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --no-annotate \
  --no-emit-index-url --no-emit-package pip --custom-compile-command 'make lock'

.PHONY: run tour demo test fuzz coverage check fix messages bench lock

run: $(INSTALLED)
	@umask 077; exec $(BIN)/gunicorn --config deploy/gunicorn.conf.py app:app

tour: $(INSTALLED)
	@umask 077; exec $(BIN)/flask --app app tour

demo: $(INSTALLED)
	@for set in sticky-notes microaggressions imposter-syndrome what-diversity-means; do \
	  $(BIN)/flask --app app demo --set $$set --notes $(DEMO)/$$set.jsonl --out out/$$set || exit 1; done

test: $(INSTALLED_DEV)
	@sh deploy/install-test-tools.sh
	@$(BIN)/python -m compileall -q surveys # once, and not in each of the hundreds of processes that tests start
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder # one more than processors: browsers and servers are waited for

# apart from `make test`, which it would slow by a third on Python 3.11
coverage: $(INSTALLED_DEV)
	COVERAGE_FILE=.venv/.coverage $(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder --cov=surveys --cov-report=term-missing:skip-covered

fuzz: $(INSTALLED_DEV)
	$(BIN)/pytest -m hypothesis --hypothesis-profile=fuzz

check: $(INSTALLED_DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

fix: $(INSTALLED_DEV)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

messages: $(INSTALLED) # takes the sentences of the source into the catalogue of every language
	@$(BIN)/python -m surveys.translations $(LANGUAGES)

bench: $(INSTALLED_DEV)
	@for one in participant_flow room sheets memory pinboard meeting sealing durability backing_up office; do echo "== $$one"; PYTHONPATH=. $(BIN)/python bench/$$one.py || exit 1; done

$(INSTALLED): requirements.txt deploy/hashes.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing what Unsigned needs into .venv (once, about a minute) …"
	@$(INSTALL) -r requirements.txt
	@touch $@

$(INSTALLED_DEV): requirements-dev.txt deploy/hashes-dev.txt $(INSTALLED)
	@echo "Installing what the tests need into .venv (once) …"
	@$(INSTALL) -r requirements-dev.txt
	@touch $@

lock: # needs uv; versions that still fit stay
	grep -hv '^-' requirements.txt | $(LOCK) - -o deploy/hashes.txt >/dev/null
	grep -hv '^-' requirements.txt requirements-dev.txt | $(LOCK) -c deploy/hashes.txt - -o deploy/hashes-dev.txt >/dev/null
	@echo '# Exact versions of everything that is installed, for the doctor; made by `make lock`.' >deploy/constraints.txt
	grep -o '^[^ ]*==[^ ]*' deploy/hashes-dev.txt >>deploy/constraints.txt
