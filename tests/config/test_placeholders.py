"""What was said goes into arguments, addresses, JSON and topics as words and nothing else."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.config.placeholders import in_address, in_argument, in_body, in_reply, in_topic, placeholders, plain

HOSTILE = '"; rm -rf / #?&=/../{room}\\u0041'


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("{room} {state}", ["room", "state"]),
        ("{{room}} {}", []),
        ('{"a": {"b": {n}}}', ["n"]),
        ("awk '{ print }' {0}", ["0"]),
        ("", []),
    ],
)
def test_only_a_name_between_braces_is_a_placeholder(text: str, names: list[str]) -> None:
    assert list(placeholders(text)) == names


def test_an_argument() -> None:
    assert in_argument("--room={room}", {"room": HOSTILE}) == f"--room={HOSTILE}"
    assert in_argument("{{room}}-{room}{other}", {"room": "a"}) == "{room}-a"
    assert in_argument("{room}", {"room": "--help"}, {"room"}) == "help"
    assert in_argument("{room}", {"room": "-x"}) == "-x"


@given(st.text())
def test_an_address_keeps_its_parts(said: str) -> None:
    filled = urlsplit(in_address("http://host/api/{what}/on?text={what}", {"what": said}))
    assert (filled.netloc, filled.path.count("/"), filled.fragment) == ("host", 3, "")
    assert parse_qs(filled.query, keep_blank_values=True) == {"text": [plain(said)]}


@given(st.text(), st.integers(-9, 99))
def test_json_stays_json(said: str, number: int) -> None:
    body = in_body('{"a {what}": ["{what}!", {what}, {n}, "{n}"], "b": "\\"{{what}}"}', {"what": said, "n": number})
    words = plain(said)
    assert json.loads(body) == {f"a {words}": [f"{words}!", words, number, str(number)], "b": '"{what}'}


def test_what_is_no_json_is_sent_as_it_is() -> None:
    assert in_body('{what} "{what}"', {"what": 'a"b'}) == 'a"b "a"b"'


@given(st.text())
def test_a_topic_keeps_its_levels(said: str) -> None:
    topic = in_topic("house/{what}/set", {"what": said})
    assert topic.count("/") == 2
    assert not {"+", "#", "\0"} & set(topic)


def test_a_reply_has_no_gap_where_nothing_was_said() -> None:
    assert in_reply("The {size} {drink} is ready.", {"drink": "tea"}) == "The tea is ready."


@given(st.text())
def test_words_can_be_encoded_and_stand_on_one_line(said: str) -> None:
    assert plain(said).isprintable()
    assert plain(said).encode().decode() == plain(said)
