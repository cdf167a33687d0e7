"""The ground of all that is served over HTTP: listening, serving, and health."""
