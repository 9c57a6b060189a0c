# The commands of the archive. `make help` lists them.

PYTHON ?=
PORT ?= 8000
PAGES ?=
N ?= 100000
SEQUENCES ?= 1000
FROM ?= 1
SIZES ?= 10000 100000 1000000
VENV := .venv
RUN := $(VENV)/bin/python
MANAGE := $(RUN) manage.py
# The archive that is only measured never mixes with the one that is read.
BENCH_VAR := $(or $(VAR_DIR),var)/bench
PIP := $(RUN) -m pip --disable-pip-version-check install --quiet --use-pep517 --require-hashes
COMPILE := $(RUN) -m piptools compile --quiet --generate-hashes --strip-extras --no-emit-index-url \
	--no-emit-trusted-host --no-emit-find-links --no-header --no-annotate --allow-unsafe
PRODUCTION := NEWSROOM_ENV=production ALLOWED_HOSTS=archive.example.org DEBUG=False \
	SECRET_KEY=only-for-the-check-$$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')

.DEFAULT_GOAL := help
.PHONY: help demo setup stop admin test sequences lint format bench bench-archive screenshots lock clean

help: ## list these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | awk -F '\t' '{ printf "make %-15s %s\n", $$1, $$2 }'

$(VENV)/bin/python:
	@found=; \
	for name in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
		if "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$name; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo "Python 3.11 or newer is needed and was not found; install it, or name it: make PYTHON=/path/to/python3" >&2; exit 1; \
	fi; \
	"$$found" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$$found cannot make virtual environments; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }; \
	"$$found" -m venv $(VENV)

$(VENV)/ready: requirements.txt | $(VENV)/bin/python
	@echo "Installing the pinned requirements into $(VENV) ..."
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/ready-dev: requirements-dev.txt | $(VENV)/bin/python
	@echo "Installing the pinned requirements of the tests into $(VENV) ..."
	@$(PIP) -r requirements-dev.txt
	@touch $@ $(VENV)/ready

setup: $(VENV)/ready ## environment, database, migrations, registries; no data, no server
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_registry

demo: $(VENV)/ready ## an archive of the sample pages (and PAGES=folder) at http://127.0.0.1:8000 (PORT=)
	@$(MANAGE) demo --port "$(PORT)" $(if $(PAGES),--pages "$(PAGES)")

admin: $(VENV)/ready ## make an administrator, who can correct articles
	@$(MANAGE) createsuperuser

stop: $(VENV)/ready ## stop the site and the embedded database
	@$(MANAGE) stop

test: $(VENV)/ready-dev setup lint ## the same set-up, then every check and every test
	$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING
	$(MANAGE) makemigrations --check --dry-run
	$(RUN) -m pytest -q -n 2

sequences: $(VENV)/ready-dev ## SEQUENCES=1000 random sequences of all that changes an archive, from number FROM=1 on
	@case "$(SEQUENCES)" in ''|*[!0-9]*) echo "SEQUENCES must be a number, as in make sequences SEQUENCES=100" >&2; exit 2;; esac
	@case "$(FROM)" in ''|*[!0-9]*) echo "FROM must be a number, as in make sequences FROM=3001" >&2; exit 2;; esac
	BORDER_SEQUENCES="$(SEQUENCES)" BORDER_FIRST_SEED="$(FROM)" $(RUN) -m pytest -q -s tests/borders/test_sequences.py

lint: $(VENV)/ready-dev ## format, lint, types and import directions, checked
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) -m mypy .
	$(VENV)/bin/lint-imports

format: $(VENV)/ready-dev ## format the code and repair what the linter can
	$(RUN) -m ruff format .
	$(RUN) -m ruff check --fix .

bench: $(VENV)/ready-dev ## build archives of SIZES="10000 100000 1000000" articles and measure their search, beside PostgreSQL's, and their pages
	@for size in $(SIZES); do \
		$(MAKE) --no-print-directory bench-archive N=$$size && \
		VAR_DIR="$(BENCH_VAR)/$$size" $(MANAGE) bench_search && \
		VAR_DIR="$(BENCH_VAR)/$$size" $(MANAGE) bench_pages || exit 1; \
	done

bench-archive: $(VENV)/ready ## build an archive to measure, of N=100000 articles, apart from your own
	@VAR_DIR="$(BENCH_VAR)/$(N)" $(MANAGE) migrate --verbosity 0
	@VAR_DIR="$(BENCH_VAR)/$(N)" $(MANAGE) load_registry
	@VAR_DIR="$(BENCH_VAR)/$(N)" $(MANAGE) bench_archive --articles "$(N)"

screenshots: $(VENV)/ready-dev ## pictures of every kind of page of the running site (PORT=), for whoever reviews a change
	$(RUN) -m tests.browser.take_screenshots "http://127.0.0.1:$(PORT)" "$(or $(VAR_DIR),var)/screenshots"

lock: $(VENV)/ready-dev ## pin the requirements of pyproject.toml anew
	$(COMPILE) --output-file requirements.txt pyproject.toml
	$(COMPILE) --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml

clean: ## remove the environment and the caches; the archive under var/ stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -not -path './var/*' -prune -exec rm -rf {} +
