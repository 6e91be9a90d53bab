import pytest

from myna.nlu.en.evidence.question import FORMS, KINDS, Question, is_negated


@pytest.mark.parametrize(
    ("text", "kind", "focus", "form"),
    [
        ("Who wrote the letter?", "person", "", "subject"),
        ("Whom did the king send?", "person", "", "do"),
        ("What king signed it?", "person", "king", "subject"),
        ("When was the bridge built?", "time", "", "be"),
        ("In what year did she die?", "time", "year", "behind"),
        ("Where is the tower?", "place", "", "be"),
        ("Which country did they leave?", "place", "countri", "do"),
        ("How many bridges are there?", "number", "bridg", "be"),
        ("How tall is the tower?", "number", "", "be"),
        ("What is the population of the town?", "number", "popul", "be"),
        ("Why did it fall?", "reason", "", "do"),
        ("How did they get in?", "manner", "", "do"),
        ("What treaty ended the war?", "thing", "treati", "subject"),
        ("What does the engine burn?", "other", "", "do"),
        ("Tell me about the war.", "none", "", "none"),
        ("", "none", "", "none"),
    ],
)
def test_what_a_question_asks_for(text: str, kind: str, focus: str, form: str) -> None:
    question = Question(text)
    assert (question.kind, question.focus, question.form) == (kind, focus, form)
    assert kind in KINDS
    assert form in FORMS


def test_its_content_leaves_out_what_only_asks() -> None:
    question = Question("Who was the first of the Norman kings?")
    assert [word.text for word in question.content] == ["first", "norman", "kings"]
    assert question.stems == {"first", "norman", "king"}


@pytest.mark.parametrize(("text", "negated"), [("They didn't win.", True), ("It has none.", True), ("A knot.", False)])
def test_negations(text: str, negated: bool) -> None:
    assert is_negated(text) is negated
    assert Question(text).is_negated is negated
