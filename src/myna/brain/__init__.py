"""From words to an answer: prompt, history and the language model."""
