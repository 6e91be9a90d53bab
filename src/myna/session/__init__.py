"""What happens when something is heard: the only code that decides."""
