"""What was released, over HTTP, for the programs of a QI team."""
