"""From an answer to sound: clauses, and the voice that speaks them."""
