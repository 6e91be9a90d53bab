"""Each measure on a pair of sentences that shows it; what they are worth together is trained, and tested there."""

import pytest

from myna.nlu.en.evidence.measures import NAMES, Opposites, Passage, measures
from myna.nlu.en.evidence.question import Question
from myna.nlu.en.evidence.text import Rarities, words_of

OPPOSITES = Opposites({"befor": frozenset(["after"]), "after": frozenset(["befor"]), "simpl": frozenset(["complex"])})
NONE: frozenset[str] = frozenset()


def measured(question: str, sentence: str, title: str = "", before: str = "") -> dict[str, float]:
    here, titled, ahead = (frozenset(word.stem for word in words_of(text)) for text in (sentence, title, before))
    passage = Passage(sentence, ahead, here | ahead, titled, here | ahead | titled)
    row = measures(Question(question), passage, Rarities({}, 1.0), OPPOSITES)
    return dict(zip(NAMES, row, strict=True))


def test_there_is_one_number_for_each_name() -> None:
    assert len(measured("Who?", "Nobody.")) == len(NAMES) == len(set(NAMES))
    assert set(measured("", "").values()) <= {0.0, 1.0, 0.5}


def test_coverage_counts_the_words_that_are_there() -> None:
    found = measured("Who built the old bridge?", "Telford built a bridge.", title="Old Town")
    assert found["covered"] == pytest.approx(2 / 3)
    assert found["covered_with_title"] == 1
    assert found["whole"] == 1
    assert found["missing"] == 0
    assert found["rarest_missing"] == 0


def test_names_and_numbers_that_are_missing_are_counted() -> None:
    found = measured("When did King Harold take 300 ships?", "Harold took ships in 1066.")
    assert (found["names"], found["names_missing"], found["numbers_missing"]) == (2, 1, 1)


@pytest.mark.parametrize(
    ("question", "sentence", "answers"),
    [
        ("Who built it?", "It was built by Telford.", 1),
        ("Who built it?", "It was built long ago.", 0),
        ("When was it built?", "It was built in 1826.", 1),
        ("When was it built?", "It was built of stone.", 0),
        ("Why was it built?", "It was built because of the sea.", 1),
        ("What is it?", "It is a bridge.", 1),
    ],
)
def test_a_sentence_may_have_what_is_asked_for(question: str, sentence: str, answers: int) -> None:
    assert measured(question, sentence)["answers"] == answers


@pytest.mark.parametrize(
    ("sentence", "counted"), [("It has two high towers.", 1), ("Its towers are high.", -1), ("It is high.", -1)]
)
def test_a_number_stands_before_what_is_counted(sentence: str, counted: int) -> None:
    assert measured("How many towers does it have?", sentence)["counted"] == counted


def test_opposites_are_found_by_the_table_and_by_prefixes() -> None:
    question = "What came before the war?"
    assert measured(question, "The peace came after the war.")["opposite_function"] == 1
    assert measured(question, "The treaty came before the war.")["opposite_function"] == 0
    assert measured("Is it a simple tower?", "It is a complex tower.")["opposite"] == 1
    assert measured("Which towers are happy?", "The unhappy towers fell.")["opposite"] == 1


def test_another_word_in_the_place_of_one_is_found() -> None:
    found = measured("Which French architect built it?", "A Spanish architect built it.")
    assert (found["replaced"], found["replaced_name"]) == (1, 1)
    assert measured("Which French architect built it?", "A French architect built it.")["replaced"] == 0
    assert measured("Did 20 ships sail?", "About 30 ships sailed.")["replaced_number"] == 1


def test_words_in_another_order_are_found() -> None:
    question = "Who did the Irish influence in the wars?"
    assert measured(question, "The Irish influence went on in the wars.")["in_order"] == 1
    assert measured(question, "In the wars the influence of the Irish grew.")["in_order"] < 0
    assert measured("Who fled from Italy?", "They fled to Italy.")["other_prepositions"] == 1
    assert measured("Who fled from Italy?", "They fled from Italy.")["prepositions"] == 1


def test_who_did_it_stands_before_the_verb_or_behind_by() -> None:
    question = "Who replaced the Normans?"
    assert measured(question, "The Saxons replaced the Normans.")["subject_first"] == 1
    assert measured(question, "The Normans replaced the Saxons.")["subject_first"] == -1
    assert measured(question, "The Normans were replaced by the Saxons.")["subject_first"] == 1
    assert measured(question, "The Normans came from the north.")["verb"] == -1


def test_a_sentence_may_take_back_what_it_says() -> None:
    assert measured("Who won the battle?", "Harold never won the battle.")["taken_back"] == 1
    assert measured("Who won the battle?", "Harold never won the battle.")["negations_differ"] == 1
    assert measured("Who won the battle?", "Harold might have won the battle.")["perhaps"] == 1
