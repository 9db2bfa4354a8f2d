# One entrance for people and for CI. The work is in tools/; every target may be interrupted and run again.

# An interpreter other than python3, for instance: make install PYTHON=python3.13
PYTHON ?=
HOST ?= 127.0.0.1
PORT ?= 8000
# A file, a folder or a test id, for instance: make test TESTS=tests/tools
TESTS ?=

export PYTHON HOST PORT TESTS

.DEFAULT_GOAL := help
.PHONY: help install serve test check bench format lock messages clean

help: ## Show this list.
	@awk 'BEGIN { FS = ":.*## " } /^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: ## Prepare everything without starting: environment, packages, database, record.
	@tools/install.sh base
	@.venv/bin/gte setup

serve: ## Prepare what is missing and serve the site; PORT=8123 and HOST=0.0.0.0 choose where.
	@tools/install.sh base
	@exec .venv/bin/gte serve --host "$$HOST" --port "$$PORT"

test: ## Run all tests on SQLite, then those of the database on PostgreSQL; TESTS=path for some.
	@tools/test.sh

check: ## Run the house checks: format, lint, types, imports, sizes, strings, migrations, deployment.
	@tools/install.sh test
	@.venv/bin/python tools/check.py

bench: ## Measure speed and memory beside trivial references; prints tables.
	@tools/install.sh test
	@.venv/bin/python -m bench

format: ## Put Python and templates into the house format, in place.
	@tools/install.sh test
	@tools/format.sh

lock: ## Resolve requirements/*.in anew into the hash-pinned requirements/*.txt.
	@tools/install.sh test
	@tools/lock.sh

messages: ## Collect the strings to translate into gte/locale.
	@tools/install.sh test
	@.venv/bin/python tools/check_messages.py --update

clean: ## Remove the environment, tools and caches; the data in var/ stays.
	@tools/clean.sh
