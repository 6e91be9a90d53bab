"""What Myna can do by itself, without a language model: one file a skill."""
