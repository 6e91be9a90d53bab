"""The composition root: ``factory.py`` builds, ``daemon.py`` runs, ``service.py`` is what everybody outside uses."""
