"""Sound in and out: sound cards, files, and the one format between them."""
