"""Myna, an offline voice assistant for the Raspberry Pi."""

from importlib.metadata import version

__version__ = version("myna")
