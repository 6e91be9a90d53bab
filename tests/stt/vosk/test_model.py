"""Vosk's adapter: what comes with it into the memory."""

import subprocess
import sys


def test_what_vosk_needs_to_download_models_is_not_loaded_with_it() -> None:
    script = """
import sys
from myna.stt.vosk.model import vosk
print(*(name for name in ("requests", "srt", "tqdm", "urllib3") if name in sys.modules), callable(vosk.Model))
import tqdm  # the real one, for whoever wants it after all
print(tqdm.tqdm.__name__)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "tqdm"]
