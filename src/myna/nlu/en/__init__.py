"""English: its words, its templates and its parsers."""
