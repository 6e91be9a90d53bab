"""Vosk: free speech, phrases and commands by one model."""
