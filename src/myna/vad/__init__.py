"""Voice activity, an engine a file."""
