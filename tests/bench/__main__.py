"""Runs a benchmark by its name: `make bench BENCH=turn`."""

import sys
from importlib import import_module

if __name__ == "__main__":
    import_module(f"tests.bench.{sys.argv[1]}").main()
