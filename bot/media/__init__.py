"""Pictures ready to be shown."""
