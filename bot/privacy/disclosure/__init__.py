"""Statistical disclosure control: which figures can be published so that nobody's own answer can be derived. Pure."""
