"""Text to speech: an answer's text in clauses, how each is spoken, and voices, an engine a file."""
