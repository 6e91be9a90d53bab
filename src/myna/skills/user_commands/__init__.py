"""The user's own commands: what they understand, what they do, and what is odd about them."""
