"""Toy engines behind a real socket."""

from app.conftest import toys

__all__ = ["toys"]
