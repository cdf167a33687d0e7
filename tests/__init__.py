"""The tests: they mirror bot/, with doubles and simulated people beside them."""
