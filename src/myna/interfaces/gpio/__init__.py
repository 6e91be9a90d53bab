"""The button and the light of a voice box: pins, presses, and what is shown of Myna's state."""
