"""Every released figure once more, from the raw answers, with plain code that shares nothing with what it checks."""
