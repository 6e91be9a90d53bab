"""The sentences of each language, a file a skill, and what reads templates of sentences."""
