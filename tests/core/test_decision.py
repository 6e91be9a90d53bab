"""What was understood, as programs get it."""

from myna.core.decision import Decision, decided
from myna.core.reply import Reply


def test_a_reply_decides_what_is_done() -> None:
    done = decided("set a timer", Reply("Set.", slots={"seconds": 60}), "templates", "timer", "timer.set")
    assert (done.kind, done.confidence, done.slots) == ("act", 1.0, {"seconds": 60})
    assert decided("set a timer", Reply("How long?", question=lambda _: None), "templates", "timer", "").kind == "ask"
    assert decided("fly", Reply("I cannot fly.", refuses=True), "classifier", "fly", "").kind == "refuse"


def test_its_members_as_json() -> None:
    done = decided("two minutes", Reply("Set.", slots={"seconds": 120}), "classifier", "timer", "timer.set", 0.98765)
    assert done.as_json() == {
        "text": "two minutes",
        "decision": "act",
        "skill": "timer",
        "intent": "timer.set",
        "slots": {"seconds": 120},
        "step": "classifier",
        "confidence": 0.988,
        "reply": "Set.",
    }


def test_what_is_left_to_the_language_model_has_no_reply_and_may_have_a_reason() -> None:
    told = Decision("why", "model", reason="question").as_json()
    assert (told["decision"], told["reply"], told["skill"], told["reason"]) == ("model", None, None, "question")
    assert "hedged" not in told


def test_it_shows_that_the_model_s_answer_may_be_wrong() -> None:
    assert Decision("who wrote faust", "model", hedged=True).as_json()["hedged"] is True
