"""English slots: one parser each finds what a sentence says of numbers, time, names and choices."""
