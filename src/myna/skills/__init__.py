"""Answers that need no language model: one file a skill."""
