"""From sound to events, without engines: voice activity, wake phrase, endpoint, utterance."""
