"""Where things are kept: tables, migrations, and the ports of the use cases on a database."""
