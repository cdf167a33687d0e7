"""Migrations of the conversation files, one module a step. Frozen: one that has shipped is never changed again."""
