# Two commands do all the set-up: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PIP = $(BIN)/pip --quiet --disable-pip-version-check install --constraint constraints.txt

.PHONY: demo test format benchmarks clean

demo: $(VENV)/.installed
	$(BIN)/diemtin summarize samples/01-police-conference.txt

test: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

format: $(VENV)/.installed-test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Prints every figure that the documents quote; needs the corpora (see CONTRIBUTING.md).
benchmarks: $(VENV)/.installed-benchmarks
	$(BIN)/python -m benchmarks.clean
	$(BIN)/python -m benchmarks.words
	$(BIN)/python -m benchmarks.entities
	$(BIN)/python -m benchmarks.people
	$(BIN)/python -m benchmarks.summaries
	$(BIN)/python -m benchmarks.round_up
	$(BIN)/python -m benchmarks.summary_speed
	$(BIN)/python -m benchmarks.samples
	$(BIN)/python -m benchmarks.cold_start
	$(BIN)/python -m benchmarks.batch
	$(BIN)/python -m benchmarks.soak
	$(BIN)/python -m benchmarks.engines
	$(BIN)/python -m benchmarks.fuzz
	$(BIN)/python -m benchmarks.encodings
	$(BIN)/python -m benchmarks.growth
	$(BIN)/python -m benchmarks.hostile

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) --editable .
	touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(PIP) --editable '.[test]'
	touch $@

$(VENV)/.installed-benchmarks: $(VENV)/.installed-test
	$(PIP) --editable '.[test,benchmarks]'
	touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
