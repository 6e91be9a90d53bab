"""The user's own commands: what they understand, and what is said and done."""

import json
import logging
import sys

import pytest

from myna.skills.registry import build_skills
from skills.user_commands.commands_kit import commands_of, config_of, reply_of, said

LAMP = """\
- name: lamp
  say: ["(turn|switch) {state} [the] {room} lamp!", "{room} lamp {state}", "(lamp; {room}; {state}; please)"]
  slots: {state: [on, OFF], room: [kitchen, living room, 7, St. John's]}
  reply: "The {room} lamp is {state}."
- name: note
  say: ["<note> {what}", "<note> {what} on page {page}"]
  rules: {note: "(note|write [down])"}
  slots: {what: any, page: {from: 1, to: 300}}
  reply: "I noted {what}."
"""


BULB = """\
- name: bulb
  say: "[please|kindly] turn[ed] {state}[,] [[all] the|my] light[ ]bulb[s]"
  slots: {state: [on, off]}
  reply: Done.
"""


@pytest.mark.parametrize(
    "sentence",
    [
        "turn on light bulb",
        "Please turn on the lightbulbs.",
        "kindly turned on, all the light bulbs",
        "turn on my lightbulb",
    ],
)
def test_square_brackets_are_as_in_hassil_s_own_templates(sentence: str) -> None:
    understood = commands_of(BULB).understand(sentence)
    assert understood is not None
    assert understood.intent.slots == {"state": "on"}


def test_what_is_in_square_brackets_is_heard_too() -> None:
    heard = commands_of(BULB).templates.automaton()
    assert heard.accepts("turn on light bulb")
    assert heard.accepts("please turned off all the lightbulbs")
    assert not heard.accepts("turn on all light bulb")


@pytest.mark.parametrize(
    ("sentence", "name", "slots"),
    [
        ("turn on the kitchen lamp", "lamp", {"state": "on", "room": "kitchen"}),
        ("Switch OFF living room lamp.", "lamp", {"state": "OFF", "room": "living room"}),
        ("KITCHEN lamp, on!", "lamp", {"state": "on", "room": "kitchen"}),
        ("please on lamp kitchen", "lamp", {"state": "on", "room": "kitchen"}),
        ("okay could you please turn on the kitchen lamp, thanks", "lamp", {"state": "on", "room": "kitchen"}),
        ("kitchen lamp on please", "lamp", {"state": "on", "room": "kitchen"}),
        ("can you note Buy Milk", "note", {"what": "Buy Milk"}),
        ("turn on seven lamp", "lamp", {"state": "on", "room": "7"}),
        ("turn on 7 lamp", "lamp", {"state": "on", "room": "7"}),
        ("st john's lamp off", "lamp", {"state": "OFF", "room": "St. John's"}),
        ("St. John\u2019s lamp off", "lamp", {"state": "OFF", "room": "St. John's"}),
        ("note buy milk, eggs and 2 apples.", "note", {"what": "buy milk, eggs and 2 apples"}),
        ("write down hello on page twenty five", "note", {"what": "hello", "page": 25}),
        ("write hello on page 25", "note", {"what": "hello", "page": 25}),
        ("write hello on page three hundred", "note", {"what": "hello", "page": 300}),
        ("write hello on page 301", "note", {"what": "hello on page 301"}),
    ],
)
def test_a_sentence_means(sentence: str, name: str, slots: dict[str, object]) -> None:
    understood = commands_of(LAMP).understand(sentence)
    assert understood is not None
    assert (understood.command.name, understood.intent.slots) == (name, slots)
    assert [type(value) for value in understood.intent.slots.values()] == [type(value) for value in slots.values()]


@pytest.mark.parametrize(
    "sentence",
    [
        "turn on the lamp",
        "turn on the garage lamp",
        "please",
        "note",
        "",
        " ",
        "!",
        "note " + "a" * 400,
    ],
)
def test_a_sentence_means_nothing(sentence: str) -> None:
    assert commands_of(LAMP).understand(sentence) is None


def test_a_slot_is_named_by_the_sentence_and_a_number_may_stand_in_it() -> None:
    commands = commands_of("[{name: way, say: 'from {place:start} to {place:end} in {1..9:days} days',"
                           " slots: {place: [rome, paris]}, reply: ok}]")  # fmt: skip
    understood = commands.understand("from rome to paris in three days")
    assert understood is not None
    assert understood.intent.slots == {"start": "rome", "end": "paris", "days": 3}


async def test_a_reply_has_the_words_that_were_said() -> None:
    commands = commands_of(LAMP)
    assert await said(commands, "turn off the living room lamp") == "The living room lamp is off."
    assert await said(commands, "turn on seven lamp") == "The seven lamp is on."


async def test_what_was_not_said_is_empty() -> None:
    commands = commands_of(
        "[{name: coffee, say: 'a [{size}] coffee', slots: {size: [small]}, reply: 'One {size} coffee.'}]"
    )
    assert await said(commands, "a coffee") == "One coffee."


async def test_other_languages_have_numbers_and_failures_of_their_own() -> None:
    light = "[{name: Licht, say: 'kanal {n}', slots: {n: {from: 1, to: 99}}, run: [/nonexistent]}]"
    understood = commands_of(light, "de").understand("Kanal einundzwanzig")
    assert understood is not None
    assert understood.intent.slots == {"n": 21}
    assert await said(commands_of(light, "de"), "kanal 3") == "Der Befehl Licht ist fehlgeschlagen."
    assert await said(commands_of(light, "xx"), "kanal 3") == "The Licht command failed."


def test_chinese_needs_no_spaces() -> None:
    lamp = "[{name: lamp, say: '(打开|关掉)[{room}]的灯', slots: {room: [厨房, 卧室]}, reply: 好}]"
    for sentence in ("打开厨房的灯", "打开 厨房 的 灯"):
        understood = commands_of(lamp, "zh-cn").understand(sentence)
        assert understood is not None
        assert understood.intent.slots == {"room": "厨房"}


def printing(arguments: str, reply: str = "{output}") -> str:
    """A command that prints its arguments as JSON, and says what was printed."""
    return f"""\
- name: print
  say: ["print {{what}}", "number {{n}}", "show {{room}}"]
  slots: {{what: any, n: {{from: -9, to: 9}}, room: ["-x"]}}
  run: [{json.dumps(sys.executable)}, -c, "import json, sys; print(json.dumps(sys.argv[1:]))", {arguments}]
  reply: "{reply}"
"""


@pytest.mark.parametrize(
    ("sentence", "arguments"),
    [
        ("print lamp; rm -rf /", ["lamp; rm -rf /", "=lamp; rm -rf /="]),
        ("print $(reboot) `reboot` ${HOME} && reboot", None),
        ("print a | b > c < d * ? ~ !", ["a | b > c < d * ? ~", "=a | b > c < d * ? ~="]),
        ("print \"quoted\" 'words' \\ and {what} {n}", None),
        ("print one\ntwo\tthree", ["one two three", "=one two three="]),
        ("print one\x00two \x1b[31mthree", ["one two [31mthree", "=one two [31mthree="]),
        ("print --help", ["help", "=--help="]),
        ("print - rf", ["rf", "=- rf="]),
        ("print \udcff a", ["a", "=a="]),
        ("number -5", ["", "=="]),
    ],
)
async def test_whatever_is_said_stays_one_argument(sentence: str, arguments: list[str] | None) -> None:
    output = await said(commands_of(printing('"{what}", "={what}="')), sentence)
    words = sentence.removeprefix("print ")
    assert json.loads(output or "") == (arguments or [words, f"={words}="])


async def test_only_free_words_are_kept_from_being_options() -> None:
    commands = commands_of(printing('"{n}", "{room}", "--size={n}"'))
    assert json.loads(await said(commands, "number -5") or "") == ["-5", "", "--size=-5"]
    assert json.loads(await said(commands, "show -x") or "") == ["", "-x", "--size="]


def test_a_reply_without_output_can_be_made_into_sound_before_the_command_runs() -> None:
    early, late = commands_of(printing('"a"', reply="Done.")), commands_of(printing('"a"'))
    assert [reply_of(commands, "print a").text for commands in (early, late)] == ["Done.", ""]  # type: ignore[union-attr]


@pytest.mark.parametrize("log_words", [False, True])
async def test_a_failure_is_said_and_the_log_has_what_was_said_only_where_that_is_wanted(
    caplog: pytest.LogCaptureFixture, log_words: bool
) -> None:
    caplog.set_level(logging.INFO, "myna")
    run = "[sh, -c, 'echo no $0 >&2; exit 3', '{what}']"
    lamp = f"[{{name: lamp, say: 'lamp {{what}}', slots: {{what: any}}, run: {run}, reply: On.}}]"
    assert await said(commands_of(lamp, log_words=log_words), "lamp secret") == "The lamp command failed."
    assert "The lamp command failed: sh ended with status 3." in caplog.text
    assert ("secret" in caplog.text) == log_words


def test_own_commands_come_before_the_built_in_skills() -> None:
    skills = build_skills(config_of("[{name: time, say: what time is it, reply: Tea time.}]"))
    skills.load()
    reply = skills.decide("what time is it").reply
    assert reply is not None
    assert (reply.text, reply.act) == ("Tea time.", None)
