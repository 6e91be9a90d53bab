"""Measurements of the whole assistant on this machine: ``myna bench``."""
