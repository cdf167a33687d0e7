"""Shared parts of everything served over HTTP: listening, serving, health."""
