# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
.PHONY: up setup build test lint bench clean
PYTHON ?= python3
BIN := .venv/bin

up: setup  ## build the graph (if anything changed) and serve it on http://127.0.0.1:8000
	$(BIN)/comity build
	$(BIN)/comity serve

setup: .venv/.ready  ## make the environment

.venv/.ready: pyproject.toml constraints.txt scripts/setup
	PYTHON=$(PYTHON) bash scripts/setup

build: setup
	$(BIN)/comity build

test: setup  ## every test, the slow ones too
	$(BIN)/pytest -n 2 --dist loadfile

lint: setup  ## style, types, import direction, licences
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/reuse lint --quiet || $(BIN)/reuse lint

bench: setup  ## build, queries, ingest and growth, with ratios: docs/bench.md
	$(BIN)/python -m pipeline.bench

clean:
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis
