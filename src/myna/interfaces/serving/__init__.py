"""What the ways in for a home's server share, whatever protocol they speak."""
