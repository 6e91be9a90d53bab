"""``make hear``: sound is mixed as it says, and rooms are the same each time."""

from pathlib import Path

import numpy as np
import pytest

from hear import HEAD, Row
from hear_conditions import EVERYWHERE, PRESETS, Condition, ConditionError, Scene, parsed
from hear_rooms import RoomError, RoomSpec, planned, responses, reverberated
from hear_sound import Samples, at_peak, babble, loudest, mixed, music, part
from myna.core.sound import RATE_HZ

SMALL = RoomSpec(1.0, 0.3, (2.0, 3.0), 0)


def noise(seconds: float, seed: int = 1) -> Samples:
    return 0.1 * np.random.default_rng(seed).standard_normal(round(seconds * RATE_HZ))


@pytest.mark.parametrize("snr_db", [0.0, 10.0, 24.0])
def test_noise_is_as_far_below_speech_as_it_should_be(snr_db: float) -> None:
    speech = noise(1.0)
    added = mixed(speech, noise(1.0, seed=2), snr_db) - speech
    assert 10 * np.log10(loudest(speech) / loudest(added)) == pytest.approx(snr_db)


def test_a_sound_that_is_shorter_than_a_frame_has_its_own_energy() -> None:
    assert loudest(np.ones(100)) == 100


def test_noise_goes_on_from_its_start() -> None:
    assert part(np.arange(5.0), 3, 7).tolist() == [3, 4, 0, 1, 2, 3, 4]


def test_music_and_babble_are_the_same_each_time_and_not_clipped() -> None:
    for made in (music, lambda: babble([noise(1.0), noise(2.0)])):
        sound = made()
        assert np.array_equal(sound, made())
        assert np.abs(sound).max() == pytest.approx(10 ** (-12 / 20))


def test_a_room_is_the_same_each_time_and_has_the_wanted_reverberation(tmp_path: Path) -> None:
    import pyroomacoustics

    first, kept, again = (
        responses(SMALL, tmp_path / "a"),
        responses(SMALL, tmp_path / "a"),
        responses(SMALL, tmp_path / "b"),
    )
    assert np.array_equal(first.talker, kept.talker)
    assert np.array_equal(first.talker, again.talker)
    assert np.array_equal(first.noise, again.noise)
    found = pyroomacoustics.experimental.measure_rt60(first.talker, fs=RATE_HZ, decay_db=30)
    assert found == pytest.approx(0.3, abs=0.03)


def test_everything_stands_in_the_room_at_its_distance() -> None:
    for number in range(8):
        plan = planned(RoomSpec(4.0, 0.6, None, number))
        assert np.linalg.norm(plan.talker - plan.microphone) == pytest.approx(4.0)
        for one in (plan.talker, plan.microphone, plan.noise):
            assert (one > 0).all()
            assert (one < plan.room).all()


def test_a_room_that_is_too_small_is_told() -> None:
    with pytest.raises(RoomError, match=r"No room of 2x3 m has 5 m between talker and microphone\."):
        planned(RoomSpec(5.0, 0.6, (2.0, 3.0), 0))


def test_an_impulse_comes_out_as_the_response() -> None:
    response = noise(0.1)
    assert np.allclose(reverberated(np.array([1.0, 0.0]), response)[:-1], response)


def test_a_condition_is_a_preset_and_what_differs() -> None:
    assert Condition.parse("far") == PRESETS["far"]
    assert Condition.parse("far/music/-30dBFS") == Condition("far/music/-30dBFS", 5, "music", 4, 0.6, None, -30)
    assert Condition.parse("2x3/1m/.3s/10dB") == Condition("2x3/1m/.3s/10dB", 10, "kitchen", 1, 0.3, (2, 3))


@pytest.mark.parametrize("text", ["", "kitchn", "far/5", "10db", "near,"])
def test_an_unknown_condition_gives_a_sentence(text: str) -> None:
    with pytest.raises(ConditionError, match=r"There is no condition .* Type one of recorded, near, far, orders-far"):
        parsed(text)


def test_rooms_stands_for_many_conditions() -> None:
    assert [one.name for one in parsed("near,rooms")] == ["near", *EVERYWHERE]


def test_the_microphone_gets_speech_behind_noise_at_the_wanted_ratio(tmp_path: Path) -> None:
    speech, noises = at_peak(noise(1.0), -20), {"kitchen": noise(3.0, seed=3)}
    heard = Scene(Condition.parse("10dB"), noises, tmp_path).microphone(speech, "a.flac")
    lead = heard[:RATE_HZ]
    assert len(heard) == 3 * RATE_HZ
    assert 10 * np.log10(loudest(speech) / loudest(lead)) == pytest.approx(10, abs=1)


def test_across_a_room_the_level_and_the_ratio_are_as_wanted(tmp_path: Path) -> None:
    speech, noises = at_peak(noise(1.0), -3), {"kitchen": noise(3.0, seed=3)}
    scene = Scene(Condition.parse("1m/2x3/.3s/10dB"), noises, tmp_path)
    heard = scene.microphone(speech, "a.flac")
    assert np.abs(heard).max() == pytest.approx(10 ** (-20 / 20))
    ratio_db = 10 * np.log10(loudest(heard[RATE_HZ : 2 * RATE_HZ]) / loudest(heard[:RATE_HZ]))
    assert ratio_db == pytest.approx(10, abs=1.5)
    assert np.array_equal(heard, scene.microphone(speech, "a.flac"))


def test_the_table_holds_what_was_counted() -> None:
    rows = [Row("computer: missed", "far", 40, 2, {"a": "", "b": ""}), Row("jarvis: missed", "far", 40, 0)]
    assert str(rows[0]) == "| computer: missed | far | 40 | 5.0% |"
    total = Row.sum("wake phrases: missed", rows)
    assert (total.recordings, total.counted, list(total.names)) == (80, 2, ["a", "b"])
    assert str(total).count("|") == HEAD.splitlines()[0].count("|")
