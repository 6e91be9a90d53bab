"""Home Assistant: the connection to it, and what it tells of the home."""
