from pathlib import Path

import numpy as np
import pytest

import questions_kit
import train_evidence
from myna.nlu.en.evidence.measures import NAMES, Passage
from myna.nlu.en.evidence.question import Question
from myna.nlu.en.evidence.score import measured, shipped_score
from myna.nlu.en.evidence.text import words_of

BRIDGE = "The bridge over the strait was built by Thomas Telford in 1826."
CASTLE = "The castle stands on a rock above the town."


def passage(text: str, title: str = "Menai Bridge") -> Passage:
    stems = frozenset(word.stem for word in words_of(text))
    titled = frozenset(word.stem for word in words_of(title))
    return Passage(text, frozenset(), stems, titled, stems | titled, lead=1.0)


def test_the_sentence_that_says_it_is_the_best_and_is_trusted() -> None:
    score = shipped_score()
    best = score.best(Question("Who built the bridge over the strait?"), [passage(CASTLE), passage(BRIDGE)])
    assert best.index == 1
    assert best.trust > score.trusted


def test_what_no_sentence_says_is_not_trusted() -> None:
    score = shipped_score()
    for text in ("Who painted the bridge over the river?", "What does a castle cost?", "Who was never born?"):
        assert score.best(Question(text), [passage(BRIDGE), passage(CASTLE)]).trust < score.trusted


def test_a_row_has_the_measures_and_the_place_among_the_others() -> None:
    score = shipped_score()
    question = Question("Who built the bridge?")
    rows = measured(question, [passage(BRIDGE), passage(CASTLE)], score.rarities, score.opposites)
    assert rows.shape == (2, len(NAMES) + 2)
    assert list(rows[:, -2]) == [0, 1]
    assert rows[0, -1] == -rows[1, -1] > 0


ARTICLES = {
    "Bridge": [f"The bridge number {number} over the river was built by Tom{number} Smith." for number in range(20)],
    "Castle": [f"The castle number {number} on the rock was sold by Ann{number} Brown." for number in range(20)],
}


def asked() -> list[questions_kit.Asked]:
    """Questions whose words tell whether the article says the answer."""
    found = []
    for number in range(20):
        bridge, castle = f"Tom{number} Smith", f"Ann{number} Brown"
        kinds = questions_kit.ANSWERABLE, questions_kit.IMPOSSIBLE
        found += [
            questions_kit.Asked(f"Who built the bridge number {number} over the river?", kinds[0], "Bridge", (bridge,)),
            questions_kit.Asked(f"Who painted the bridge number {number} in the desert?", kinds[1], "Bridge", ()),
            questions_kit.Asked(f"Who sold the castle number {number} on the rock?", kinds[0], "Castle", (castle,)),
            questions_kit.Asked(f"Who stole the castle number {number} in the desert?", kinds[1], "Castle", ()),
        ]
    return found


def test_it_is_trained_on_questions_and_articles(wordnet: Path) -> None:
    table = train_evidence.words_table(ARTICLES, wordnet)
    assert table["rarities"]["bridg"] < table["rarity_unknown"]
    assert "befor" in table["opposites"]["after"]
    questions = list(train_evidence.measure(ARTICLES, asked(), table))
    assert len(questions) == 160
    fit = train_evidence.fitted(questions)
    for one in questions:
        trusts = train_evidence.predicted(one.rows, fit)
        assert (trusts.max() > 0.5) == (one.asked.kind == questions_kit.ANSWERABLE)
        assert one.right[trusts.argmax()] or not one.right.any()


def test_the_file_is_what_the_script_writes(tmp_path: Path, wordnet: Path) -> None:
    table = train_evidence.words_table(ARTICLES, wordnet)
    trained = train_evidence.train(list(train_evidence.measure(ARTICLES, asked()[:8], table)))
    train_evidence.write(tmp_path / "evidence.json", table | trained)
    assert list(table | trained) == _members(tmp_path / "evidence.json") == _members(train_evidence.FILE)


def _members(file: Path) -> list[str]:
    return [line.partition('"')[2].partition('"')[0] for line in file.read_text().splitlines()[1:-1]]


@pytest.mark.parametrize("count", [1, 3])
def test_newtons_method_finds_where_two_kinds_part(count: int) -> None:
    rows = np.column_stack([np.linspace(-1, 1, 40)] * count)
    right = rows[:, 0] > 0.1
    fit = train_evidence.logistic(rows, right, np.ones(40))
    assert ((train_evidence.predicted(rows, fit) > 0.5) == right).mean() > 0.9
