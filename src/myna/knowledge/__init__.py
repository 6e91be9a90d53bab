"""What Myna can look up: words in a dictionary, holidays, the sun."""
