"""Myna's recogniser, voice, wake phrases and skills for Home Assistant, by its Wyoming protocol."""
