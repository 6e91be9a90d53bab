"""The parts of ``make deb``: which packages there are, what goes into them, and how they are put together."""
