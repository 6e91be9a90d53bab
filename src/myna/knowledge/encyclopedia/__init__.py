"""Questions that an encyclopedia answers: for the article of a title, also where the title is only heard so."""
