"""What a language's skills say."""

import pytest

from myna.core.reply import Reply
from myna.nlu.responses import Responses

GERMAN = Responses({"time": "es ist {hour} Uhr.", "weekdays": "Montag, Dienstag,Mittwoch", "nothing": ""})


async def act() -> None:
    """What a reply does."""


def test_a_reply_begins_with_a_capital_letter() -> None:
    assert GERMAN.reply("time", hour=7) == Reply("Es ist 7 Uhr.")
    assert GERMAN.reply("time", act, hour=7) == Reply("Es ist 7 Uhr.", act)
    assert GERMAN.reply("nothing") == Reply("")


def test_a_sentence_begins_with_one_too_and_must_be_there() -> None:
    assert GERMAN.sentence("time", hour=7) == "Es ist 7 Uhr."
    with pytest.raises(KeyError):
        GERMAN.sentence("date", day=1)


def test_a_text_is_as_it_is_written() -> None:
    assert GERMAN.text("time", hour="sieben") == "es ist sieben Uhr."


def test_a_language_may_lack_a_response() -> None:
    assert GERMAN.reply("date", day=1) is None
    assert GERMAN.text("date", day=1) is None
    assert GERMAN.names("months") == []
    assert "date" not in GERMAN


def test_names_have_commas_between_them() -> None:
    assert GERMAN.names("weekdays") == ["Montag", "Dienstag", "Mittwoch"]


def test_the_responses_are_a_mapping() -> None:
    assert dict(GERMAN)["time"] == "es ist {hour} Uhr."
    assert len(GERMAN) == 3
