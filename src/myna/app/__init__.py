"""The composition root: builds everything from the configuration and runs it; ``service.py`` is its front door."""
