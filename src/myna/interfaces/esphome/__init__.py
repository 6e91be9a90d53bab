"""Myna as an ESPHome device of Home Assistant: a satellite."""
