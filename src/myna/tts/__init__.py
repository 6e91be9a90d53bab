"""From an answer to speech: clauses, how they are read, and the voice."""
