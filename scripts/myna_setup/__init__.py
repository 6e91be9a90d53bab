"""The parts of the set-up that ``make run`` and ``make test`` share; standard library only, but for ``display``."""
