"""Myna, an offline voice assistant for the Raspberry Pi."""

import os
from importlib.metadata import version

# onnxruntime's wheels note down how they are used, in the user's home, and send it to their maker, unless this is set
# when they are first imported. This module comes before all others of Myna, by whatever door it is entered.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

__version__ = version("myna")
