"""The home: what a sentence means in it, what is done about it, and what is said."""
