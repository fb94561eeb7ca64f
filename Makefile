# `make help` lists what there is. Everything runs in .venv, made from requirements.lock alone.
PYTHON ?= python3.11
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
BENCH  := $(VENV)/bench
SOLC   := tests/tools/node_modules/.installed
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PYTHONHASHSEED := 0
export TOKENIZERS_PARALLELISM := false
export HF_HUB_OFFLINE ?= 1
export DVC_NO_ANALYTICS := 1

.DEFAULT_GOAL := help
.PHONY: help install repro test check fix bench docs tidy

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	# torch first and by version: the CPU or the CUDA build, whichever the package index at hand has
	$(BIN)/python -m pip install --quiet "$$(grep -E '^torch==' requirements.lock | cut -d' ' -f1)"
	# everything else by hash; --no-deps because the lock names all there is
	grep -vE '^torch==' requirements.lock > $(VENV)/rest.lock
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r $(VENV)/rest.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $(STAMP)

install: $(STAMP) ## make .venv from the lock file

repro: install ## run the pipeline: rebuilds what changed, nothing else
	dvc repro

test: install $(SOLC) ## run the tests (FAST=1 leaves out the slow ones)
	python -m pytest $(if $(FAST),-m "not slow")

# Never a fault of `make test`: without the stamp the next call tries again. SECTUNE_NEED_SOLC=1 makes a skip a failure
$(SOLC): tests/tools/package-lock.json
	@if command -v npm >/dev/null && (cd tests/tools && npm ci --silent --no-audit --no-fund --prefer-offline --fetch-retries=1); \
	then touch $@; else echo "npm is missing or reaches no registry: the Solidity compile tests will be skipped"; fi

check: install ## style, types, lock file
	ruff check . && ruff format --check . && mypy && python -m stages.cli doctor --lock

fix: install ## apply the style
	ruff check --fix . && ruff format .

bench: install $(BENCH)/trl/.installed $(BENCH)/factory/.installed ## time decoding, and training against other tools; the pipeline on the real sources (needs SECTUNE_MIRROR or the network)
	PYTHONPATH=. python tests/bench/constrained.py
	PYTHONPATH=. python tests/bench/training.py
	dvc exp run --temp -S scale=bench

# The tools that training is held against, each in an environment of its own: their pins exclude ours
$(BENCH)/%/.installed: tests/bench/%.txt
	$(PYTHON) -m venv $(BENCH)/$*
	$(BENCH)/$*/bin/python -m pip install --quiet "$$(grep -E '^torch==' requirements.lock | cut -d' ' -f1)"
	$(BENCH)/$*/bin/python -m pip install --quiet --no-deps -r $<
	touch $@

docs: install ## rewrite the generated parts of the README
	python -m stages.cli docs

tidy: install ## list what no run and no task owns any more (YES=1 removes it)
	python -m stages.cli prune $(if $(YES),--yes)
