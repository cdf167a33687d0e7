"""Storage: tables, migrations, and the ports of the use cases on SQLite and PostgreSQL."""
