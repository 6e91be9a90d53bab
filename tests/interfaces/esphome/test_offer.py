"""What Home Assistant is told of Myna."""

from myna.app.satellite import Place
from myna.interfaces.esphome import offer
from myna.interfaces.esphome.offer import Shown

PLACE = Place(("hey myna", "computer"), "en-us", "Kitchen", "Sorry")
ADDRESS = "02:1f:33:3f:2a:1c"


def test_it_has_a_name_of_its_own_and_stands_in_its_area() -> None:
    info = offer.device_info(PLACE, ADDRESS, encrypted=True)
    assert (info.name, info.mac_address, info.suggested_area) == ("myna-3f2a1c", "02:1F:33:3F:2A:1C", "Kitchen")
    assert info.api_encryption_supported
    assert offer.hello(ADDRESS).name == "myna-3f2a1c"


def test_it_tells_its_wake_phrases_as_chosen() -> None:
    told = offer.wake_words(PLACE)
    assert [(one.id, one.wake_word, list(one.trained_languages)) for one in told.available_wake_words] == [
        ("hey_myna", "hey myna", ["en"]),
        ("computer", "computer", ["en"]),
    ]
    assert list(told.active_wake_words) == ["hey_myna", "computer"]


def test_its_player_plays_while_it_sounds_and_is_muted_without_a_volume() -> None:
    _, player = offer.states(Shown("speaking", 0, muted=False))
    assert (player.state, player.muted) == (offer.api.MEDIA_PLAYER_STATE_PLAYING, True)
    mute, player = offer.states(Shown("idle", 50, muted=True))
    assert (mute.state, player.state, player.volume) == (True, offer.api.MEDIA_PLAYER_STATE_IDLE, 0.5)
