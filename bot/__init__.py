"""Sayso: people in mental health hospitals, and their carers, say what their care is like."""
