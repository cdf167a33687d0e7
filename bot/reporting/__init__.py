"""What was said, as tables and files for the QI team."""
