"""Wake phrases, an engine a file."""
