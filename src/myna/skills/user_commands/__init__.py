"""The user's own commands: their sentences, what they do, and what is odd about them."""
