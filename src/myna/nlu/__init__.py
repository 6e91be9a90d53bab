"""What a sentence means: templates, and the numbers, dates and durations in it; a folder a language."""
