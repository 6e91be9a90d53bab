"""The configuration: YAML files and ``--set`` options, read into one frozen ``Config``.

In the order of a reader: ``schema`` is every key there is; ``yaml12`` reads and writes YAML; ``source`` reads one file
or option and remembers where each value stands; ``explain`` turns what is wrong with it into ``mistakes``; ``load``
puts it all together; ``render`` writes the default file; ``folders`` says where models live,
and where a running Myna is reached.
"""

from myna.config.folders import control_socket_to_serve, control_sockets, models_directory
from myna.config.load import load_config
from myna.config.render import effective, render_default
from myna.config.schema import Config

__all__ = [
    "Config",
    "control_socket_to_serve",
    "control_sockets",
    "effective",
    "load_config",
    "models_directory",
    "render_default",
]
