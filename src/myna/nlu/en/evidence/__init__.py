"""Whether a sentence of an article answers an English question: what is looked at, and a trained score. Pure."""
