"""What each state looks like, at times of the test's own."""

from itertools import pairwise

import pytest

from myna.interfaces.gpio.patterns import (
    AMBER,
    BLACK,
    BLUE,
    FRAME_SECONDS,
    GREEN,
    NEVER,
    RED,
    Colour,
    Fixture,
    Look,
    Shown,
    changes_at,
    frame,
)

RING = Fixture(12)
PAIR = Fixture(2, plain=True)
SINGLE = Fixture(1, plain=True)


def film(look: Look, fixture: Fixture, seconds: float = 4.0) -> list[tuple[float, tuple[Colour, ...]]]:
    """Each frame, and when it begins."""
    found, at = [], 0.0
    while at < seconds:
        found.append((at, frame(look, at, fixture)))
        following = changes_at(look, at, fixture)
        assert following > at
        at = following + 1e-9
    return found


@pytest.mark.parametrize("fixture", [Fixture(3), RING, PAIR, SINGLE])
def test_no_two_states_look_the_same(fixture: Fixture) -> None:
    seen = {shown: tuple((round(at, 3), colours) for at, colours in film(Look(shown), fixture)) for shown in Shown}
    assert len(set(seen.values())) == len(Shown)


@pytest.mark.parametrize("fixture", [RING, PAIR, SINGLE])
def test_what_it_shows_of_a_quiet_room_is_dark_and_still(fixture: Fixture) -> None:
    assert film(Look(Shown.OFF), fixture) == [(0.0, (BLACK,) * fixture.count)]
    assert changes_at(Look(Shown.OFF), 7.0, fixture) == NEVER


@pytest.mark.parametrize("shown", [shown for shown in Shown if shown is not Shown.RINGING])
@pytest.mark.parametrize("fixture", [RING, Fixture(3)])
def test_muted_is_red_and_still_whatever_it_does(shown: Shown, fixture: Fixture) -> None:
    assert film(Look(shown, muted=True), fixture) == [(0.0, (RED,) * fixture.count)]


def test_a_ring_blinks_over_the_red_of_a_closed_microphone() -> None:
    frames = {colours for _, colours in film(Look(Shown.RINGING, muted=True), Fixture(3))}
    assert frames == {(AMBER,) * 3, (RED,) * 3}
    assert {colours for _, colours in film(Look(Shown.RINGING), Fixture(3))} == {(AMBER,) * 3, (BLACK,) * 3}


def test_a_red_light_of_its_own_stays_on_while_muted() -> None:
    assert all(red == RED for _, (_, red) in film(Look(Shown.RINGING, muted=True), PAIR))
    assert [red for _, (_, red) in film(Look(Shown.MUTED), PAIR)] == [RED]
    assert {red for _, (_, red) in film(Look(Shown.LISTENING), PAIR)} == {BLACK}


def test_red_is_for_nothing_else() -> None:
    for shown in (Shown.STARTING, Shown.LISTENING, Shown.THINKING, Shown.SPEAKING, Shown.RINGING):
        for _, colours in film(Look(shown), RING):
            assert all(red <= max(green, blue) * 2.2 for red, green, blue in colours), shown


def test_thinking_goes_round() -> None:
    def brightest(seconds: float) -> int:
        colours = frame(Look(Shown.THINKING), seconds, RING)
        return max(range(RING.count), key=lambda place: sum(colours[place]))

    places = [brightest(0.9 * step / 12 + 0.001) for step in range(13)]
    assert all((after - before) % 12 == 1 for before, after in pairwise(places))


def test_speaking_is_brighter_and_darker_and_never_dark() -> None:
    greens = [colours[0][1] for _, colours in film(Look(Shown.SPEAKING), RING)]
    assert max(greens) == GREEN[1]
    assert 0 < min(greens) < 50


@pytest.mark.parametrize("shown", [Shown.THINKING, Shown.SPEAKING, Shown.STARTING])
def test_what_moves_does_so_twenty_times_a_second_at_most(shown: Shown) -> None:
    times = [at for at, _ in film(Look(shown), RING)]
    assert all(after - before >= FRAME_SECONDS - 1e-6 for before, after in pairwise(times))


def test_a_light_alone_blinks_where_it_is_muted_and_is_still_where_it_listens() -> None:
    assert len(film(Look(Shown.LISTENING), SINGLE)) == 1
    muted = film(Look(Shown.THINKING, muted=True), SINGLE, 1.9)
    assert [colours[0] != BLACK for _, colours in muted] == [True, False, True, False]
    assert film(Look(Shown.LISTENING), Fixture(3)) == [(0.0, (BLUE,) * 3)]
