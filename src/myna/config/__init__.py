"""The configuration: YAML files and ``--set`` options, read into one frozen ``Config``.

``schema`` and ``commands`` have every key; ``yaml12`` reads and writes YAML; ``source`` reads one file or option and
remembers the line of each value; ``explain`` and ``sentences`` find what is wrong with the values and describe it as
``mistakes``; ``load`` puts it all together; ``render`` writes the default file; ``folders`` has the paths of
the models.
"""

from myna.config.folders import models_directory
from myna.config.load import load_config
from myna.config.render import effective, render_default
from myna.config.schema import Config

__all__ = [
    "Config",
    "effective",
    "load_config",
    "models_directory",
    "render_default",
]
