"""Staff: reviewing comments, services, changes and tokens."""
