"""Pictures, charts, maps and checking sheets, drawn as SVG, PNG and PDF."""
