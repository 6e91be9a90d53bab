"""Lists and notes: what is on them, and the file that keeps them."""
