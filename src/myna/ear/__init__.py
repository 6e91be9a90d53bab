"""From sound to words: voice activity, wake phrase, endpoint, transcript."""
