"""The speech model, loaded once for the tests of this folder."""

import pytest

from myna.app.factory import model_selector
from myna.config import Config
from myna.stt.vosk.model import VoskModel


@pytest.fixture(scope="package")
def model(config: Config) -> VoskModel:
    return VoskModel.load(model_selector(config).speech().path)
