"""The conversation engine: a flow, a session and an input go in; a session and events come out. No IO."""
