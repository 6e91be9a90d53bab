"""Text to speech: an answer's text in clauses, how each is spoken, and the voice."""
