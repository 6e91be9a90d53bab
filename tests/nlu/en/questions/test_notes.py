import pytest

from myna.nlu.en.questions.notes import asked, speaks_of_notes


@pytest.mark.parametrize(
    ("text", "wants", "words"),
    [
        ("What is the Wi-Fi password for guests?", "thing", ("wi", "fi", "password", "guest")),
        ("could you please tell me the alarm code", "thing", ("alarm", "code")),
        ("look up the alarm code in my notes", "thing", ("alarm", "code")),
        ("do you know where the spare key is", "place", ("spare", "key")),
        ("remind me where the spare key is", "place", ("spare", "key")),
        ("which day is the bin collected", "time", ("bin", "collect")),
        ("how often do I water the cactus", "time", ("water", "cactus")),
        ("how long does the eco program run", "duration", ("eco", "programm", "run")),
        ("how long is the hose", "extent", ("hose",)),
        ("how old is the boiler", "age", ("boiler",)),
        ("at what temperature do I bake bread", "degrees", ("bake", "bread")),
        ("how many eggs for pancakes", "count", ("egg", "pancak")),
        ("how much is the rent", "amount", ("rent",)),
        ("who is our plumber", "name", ("plumber",)),
        ("why is the gate locked", "reason", ("gate", "lock")),
        ("how do I turn on the heating", "way", ("turn", "on", "heat")),
        ("isn't tom allergic to nuts", "truth", ("tom", "allergic", "nut")),
        ("which guests don't eat meat", "thing", ("guest", "eat", "meat", "not")),
        ("did we pay the plumber", "truth", ("pay", "plumber")),
        ("where did i say i put the passport", "place", ("put", "passport")),
        ("where did i say i'd put the passport", "place", ("put", "passport")),
        ("what do my notes say about the boiler", "all", ("boiler",)),
    ],
)
def test_what_is_wanted_and_by_which_words(text: str, wants: str, words: tuple[str, ...]) -> None:
    found = asked(text)
    assert found is not None
    assert (found.wants, found.words) == (wants, words)


@pytest.mark.parametrize(
    "text",
    [
        "call grandma", "set an alarm for three", "the wifi password is blue whale", "tell me a joke",  # asks nothing
        "what is her phone number", "where is it", "what is your password",  # said before, or of Myna
        "what is a dishwasher", "what is love", "what is this", "what did you say", "how are the tires", "",
    ],
)  # fmt: skip
def test_what_is_no_question_for_notes(text: str) -> None:
    assert asked(text) is None


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("what do my notes say about the wifi", True),
        ("find the code in our notes", True),
        ("read my notes", False),
        ("what is on my list", False),
    ],
)
def test_whether_notes_are_spoken_of(text: str, speaks: bool) -> None:
    assert speaks_of_notes(text) is speaks
