"""The shapes of templates; and whatever a template is, it is explained or it works, in bounded time."""

import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from myna.config.command_grammar import grammar_of
from myna.config.commands import Command
from myna.config.sentences import wrong
from myna.nlu.grammar import FREE_TEXT_READINGS, NUMBER_READINGS, Grammar, RuleError
from myna.nlu.syntax import TemplateError
from myna.skills.user_commands.commands import Commands

SLOTS = {"room": ("kitchen", "living room", "7"), "n": {"from": 1, "to": 60}, "what": "any"}
RULES = {"polite": "(please|if you like)", "where": "in [the] {room}"}

PIECES = [
    "{room}", "{n}", "{what}", "{room:where}", "{@room}", "{room:@said}", "{1..5:count}", "{9..1:x}", "<polite>",
    "<where>", "<self>", "(", ")", "[", "]", "|", ";", " ", "  ", "a", "lamp", "What's up, doc?", "\\", "\\(", ".", "é",
    "ß", "-", "5",
]  # fmt: skip
TREES = st.recursive(
    st.sampled_from(["a", "b c", "lamp", "{room}", "{n}", "{what}", "<polite>", "<where>"]),
    lambda inner: (
        st.builds("({})".format, st.lists(inner, min_size=1, max_size=4).map("|".join))
        | st.builds("({})".format, st.lists(inner, min_size=1, max_size=4).map(";".join))
        | st.builds("[{}]".format, inner)
        | st.lists(inner, min_size=1, max_size=4).map(" ".join)
        | st.lists(inner, min_size=1, max_size=3).map("".join)
    ),
    max_leaves=15,
)
TEMPLATES = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=30) | TREES

bounded = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def command(*say: str, **rules: str) -> Command:
    return Command.model_validate({"name": "x", "say": say, "slots": SLOTS, "rules": RULES | rules, "reply": "Done."})


def told_or_works(made: Command, *texts: str) -> None:
    mistakes = [text for _, text in wrong(made)]
    assert all(text.isprintable() for text in mistakes)
    if mistakes:
        return
    commands = Commands([made], "en-us")
    for text in (*commands.templates.examples("x", 3), *texts):
        commands.understand(text)


SAID = st.text(max_size=20) | st.sampled_from(["a a a", "kitchen lamp", "b c a", "lamp 5", "a b c a b c lamp lamp"])


@bounded
@given(TEMPLATES, TEMPLATES, SAID)
@example("(a|b;c)", "a", "a")
@example("<self>", "x <self>", "x")
@example("a", "[<self>] a", "a a a")
@example("{what} {what:more}", "a", "a b c")
@example("{1..9999999999999:n}", "a", "5")
def test_any_template(template: str, rule: str, text: str) -> None:
    told_or_works(command(template, self=rule), text)


@bounded
@given(TREES.filter(lambda template: "what" not in template), SAID)
@example("(lamp;lamp;lamp)", "lamp lamp lamp")
@example(" ".join(["[a]"] * 8) + " a", "a a a a")
@example("({room};[{room:second}];[{n}]) lamp", "kitchen lamp")
def test_no_text_can_be_read_in_more_ways_than_is_known_beforehand(template: str, text: str) -> None:
    made = command(template)
    if list(wrong(made)):
        return
    commands, readings = Commands([made], "en-us"), grammar_of(made).shape(template).readings
    for said in (*commands.templates.examples("x", 3), text):
        assert len(commands.templates.matches(said)) <= readings


@bounded
@given(TEMPLATES)
def test_examples_of_a_template_mean_it(template: str) -> None:
    made = command(template)
    joined = re.search(r"[.?!,}]\{", template)  # what stands before a slot without a blank
    if list(wrong(made)) or not template.isascii() or "\\" in template or "-" in template or joined:
        return
    commands = Commands([made], "en-us")
    for said in commands.templates.examples("x", 5):
        assert commands.understand(said) is not None, said


GRAMMAR = Grammar(
    {
        "polite": "[please]",
        "ask": "<polite> turn",
        "self": "x <self>",
        "other": "<gone>",
        "one": "<two>",
        "two": "<one>",
    },
    {"room": ("kitchen", "living room"), "same": ("a", "a")},
    ("what",),
)


@pytest.mark.parametrize(
    ("template", "starts", "readings"),
    [
        ("turn on", {"turn"}, 1),
        ("[please] {room}", {"please", "kitchen", "living room"}, 2),
        ("(kitchen|{room})", {"kitchen", "living room"}, 2),
        ("(lamp|fan)", {"lamp", "fan"}, 1),
        ("{same}", {"a"}, 2),
        ("{what}", {""}, FREE_TEXT_READINGS),
        ("{1..5:count}", {""}, NUMBER_READINGS),
        ("<ask>", {"please", "turn"}, 2),
        ("(a;b)", {"a", "b"}, 1),
        ("(a;a)", {"a"}, 2),
    ],
)
def test_what_a_sentence_begins_with_and_how_often_it_can_be_read(
    template: str, starts: set[str], readings: int
) -> None:
    shape = GRAMMAR.shape(template)
    assert {start.strip() for start in shape.starts} == starts
    assert shape.readings == readings


def test_the_slots_lists_and_rules_of_a_template() -> None:
    shape = GRAMMAR.shape("<ask> ({room}|{room:first} {room:second}) {1..3:count} [{room}]")
    assert shape.slots == {"room": 2, "first": 1, "second": 1, "count": 1}
    assert shape.lists == {"room"}
    assert shape.rules == {"ask", "polite"}
    assert not shape.may_be_empty
    assert GRAMMAR.shape("[a]").may_be_empty


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("{rom}", "{rom} is no slot; did you mean room?"),
        ("<polit>", "<polit> is no rule; did you mean polite?"),
        ("{9..1:x}", "the numbers in {9..1} are none, or more than 1000"),
        ("(a|b", "a ( that is never closed, at column 1"),
        ("{what} " * 6, "it can be said in too many ways; make several sentences of it"),
    ],
)
def test_a_broken_template_is_explained(template: str, problem: str) -> None:
    with pytest.raises(TemplateError) as caught:
        GRAMMAR.shape(template)
    assert problem in str(caught.value)


def test_a_rule_that_is_broken_itself_is_named() -> None:
    with pytest.raises(TemplateError, match="<self> contains itself"):
        GRAMMAR.rule("self")
    for name, problem in (("other", "<gone> is no rule"), ("one", "<one> contains itself")):
        with pytest.raises(RuleError, match=problem):
            GRAMMAR.shape(f"<{name}>")
