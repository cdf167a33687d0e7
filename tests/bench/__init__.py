"""Benchmarks: figures to compare, never tests with a time limit."""
