"""Statistical process control: which figures of a series say that something has changed, and which do not. No IO."""
