"""Questions that an encyclopedia answers: for the article of a title."""
