"""The intent classifier: what it learns, that it takes any text, and the file that is shipped."""

import struct
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from myna.core.errors import ModelError
from myna.nlu.classifier import MAGIC, Classifier, features
from myna.nlu.en.classifier_words import classifier_words
from myna.nlu.en.understanding import shipped_classifier
from train_intents import (
    CORPORA,
    HERE,
    NO_ORDER,
    REFUSED,
    TALKED_ABOUT,
    Labels,
    Sentence,
    requests,
    reworded,
    samples,
    train,
)

SHIPPED = files("myna.nlu") / "en" / "intents.bin"
REQUESTS = Path(__file__).parents[3] / "shared" / "requests"
LARGEST_BYTES = 1_000_000

WORDS = {
    "timer.set": ("set a timer for {} minutes", "start a {} minute timer", "timer for {} minutes please"),
    "timer.query": ("how long is left on the timer", "how many of the {} minutes are left", "check the timer"),
    "weather.forecast": ("will it rain in {} hours", "is it {} degrees outside", "what is the weather like"),
    "knowledge.fact": ("who was king {} years ago", "how tall is the tower", "why is the sky blue"),
}
NUMBERS = ("five", "ten", "12", "ninety", "3")


def small() -> list[Sentence]:
    return [
        Sentence(wording.format(number), intent)
        for intent, wordings in WORDS.items()
        for wording in wordings
        for number in NUMBERS
    ]


@pytest.fixture(scope="module")
def trained() -> Classifier:
    return train(small())


@pytest.fixture(scope="module")
def shipped() -> Classifier:
    return shipped_classifier()


@pytest.fixture(scope="module")
def labels() -> Labels:
    return Labels((HERE / "intent_labels.tsv").read_text(encoding="utf-8"))


def share_right(classifier: Classifier, sentences: Sequence[Sentence]) -> float:
    return sum(
        classifier.classify(classifier_words(one.text)).best.skill == one.intent.split(".")[0] for one in sentences
    ) / len(sentences)


def test_the_same_sentences_make_the_same_bytes(trained: Classifier) -> None:
    again = train(small())
    assert again.to_bytes() == trained.to_bytes()
    assert again.net.to_bytes() == trained.net.to_bytes()


def test_what_was_written_is_read(trained: Classifier, tmp_path: Path) -> None:
    path = tmp_path / "intents.bin"
    path.write_bytes(trained.to_bytes())
    again = Classifier.load(path, trained.net)
    assert again.intents == trained.intents
    assert again.to_bytes() == trained.to_bytes()
    for sentence in small():
        assert again.classify(classifier_words(sentence.text)) == trained.classify(classifier_words(sentence.text))


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("could you please set a timer for forty minutes", "timer.set"),
        ("um, a 25 minute timer", "timer.set"),
        ("how long is left", "timer.query"),
        ("What's the weather like?", "weather.forecast"),
        ("who was the king", "knowledge.fact"),
    ],
)
def test_sentences_that_it_has_not_seen(trained: Classifier, text: str, intent: str) -> None:
    assert trained.classify(classifier_words(text)).best.intent == intent


def test_with_few_weights_it_still_knows_what_it_was_taught() -> None:
    few, many = train(small(), pairs=800), train(small())
    assert len(few.to_bytes()) < len(many.to_bytes())
    assert share_right(few, small()) == 1


def test_shares_of_all_intents_are_one(trained: Classifier) -> None:
    found = trained.classify(classifier_words("set a timer for a rainy tower"), most=len(WORDS))
    assert sum(guess.confidence for guess in found.guesses) == pytest.approx(1)
    assert sum(share for _, share in found.skills) == pytest.approx(1)
    assert found.confidence == found.skills[0][1] >= found.best.confidence


def test_hashes_are_the_same_everywhere() -> None:
    words, pieces = features(["stop"])
    assert words == [crc32(b"stop"), crc32(b"^ stop"), crc32(b"stop $")]
    assert pieces[:2] == [crc32(b"/<s"), crc32(b"/st")]


@given(st.text(max_size=500))
@example("")
@example("\ud800 \x00 ٣ 五分钟")
@example("a" * 100_000)
def test_any_text_is_taken(shipped: Classifier, text: str) -> None:
    found = shipped.classify(classifier_words(text))
    assert found.guesses
    assert all(0 <= guess.confidence <= 1 for guess in found.guesses)
    assert [share for _, share in found.skills] == sorted((share for _, share in found.skills), reverse=True)
    assert shipped.classify(classifier_words(text)) == found


def test_a_missing_file_is_told(trained: Classifier, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read") as caught:
        Classifier.load(tmp_path / "intents.bin", trained.net)
    assert caught.value.code == "intents-missing"


@given(st.data())
def test_a_damaged_file_is_told(trained: Classifier, data: st.DataObject) -> None:
    content = bytearray(trained.to_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(ModelError) as caught:
        Classifier.from_bytes(bytes(content), trained.net, "intents.bin")
    assert caught.value.code == "intents-damaged"
    assert caught.value.hint


@given(st.integers(0, 400))
def test_a_cut_file_is_told(trained: Classifier, size: int) -> None:
    with pytest.raises(ModelError, match=r"damaged|no intent classifier"):
        Classifier.from_bytes(trained.to_bytes()[:size], trained.net)


def test_a_file_that_contradicts_itself_is_told(trained: Classifier) -> None:
    rest = struct.pack("<III", 2, 0, 0) + b"{}"
    with pytest.raises(ModelError, match="damaged"):
        Classifier.from_bytes(MAGIC + struct.pack("<I", crc32(rest)) + rest, trained.net)


def test_words_that_it_was_never_taught_count_by_what_they_mean(shipped: Classifier) -> None:
    words = classifier_words("toast two slices of brioche")
    assert shipped.knows_any(words)
    assert shipped.net.logits(words) != pytest.approx(shipped.net.logits(classifier_words("toast")))


def test_the_shipped_file_is_small() -> None:
    assert len(SHIPPED.read_bytes()) <= LARGEST_BYTES


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("I'd love a timer of about twenty minutes", "timer.set"),
        ("could you get me out of bed at six tomorrow", "alarm.set"),
        ("what's five hundred and twelve split by four", "calculator.compute"),
        ("put oat milk on the shopping list", "list.add"),
        ("toss a coin", "chance.coin"),
        ("how do you spell rhythm", "spelling.spell"),
        ("is it going to rain this afternoon", "weather.forecast"),
        ("phone my brother", "calls.call"),
        ("the bedroom lights off please", "home.off"),
        ("crank the volume up", "volume.up"),
    ],
)
def test_what_people_say(shipped: Classifier, text: str, intent: str) -> None:
    found = shipped.classify(classifier_words(text))
    assert found.best.intent == intent
    assert found.confidence > 0.5


def test_every_intent_belongs_somewhere(shipped: Classifier, labels: Labels) -> None:
    made = list(samples(labels))
    assert {one.intent for one in made} <= set(shipped.intents)
    skills = {intent.partition(".")[0] for intent in shipped.intents}
    assert skills >= REFUSED | TALKED_ABOUT
    assert NO_ORDER in shipped.intents


def test_it_knows_the_templates(shipped: Classifier, labels: Labels) -> None:
    assert share_right(shipped, list(samples(labels))[::7]) > 0.97


def test_an_order_is_also_learned_forbidden_and_in_a_roundabout_way() -> None:
    orders = [
        Sentence("Turn on the lamp!", "home.on", "clinc150"),
        Sentence("who are you", "about.name", "clinc150"),
        Sentence("Can you add milk?", "list.add", "clinc150"),
    ]
    assert [(one.text, one.intent) for one in reworded(orders)] == [
        ("do not turn on the lamp", NO_ORDER),
        ("why don't you add milk", "list.add"),
    ]


def test_labels_become_intents_by_cues(labels: Labels) -> None:
    assert labels.intent("change_volume", "turn it down") == "volume.down"
    assert labels.intent("calendar_set", "remind me of the meeting") == "reminder.set"
    assert labels.intent("calendar_set", "a meeting at noon") == "calendar.set"
    assert labels.intent("no_such_label", "whatever") is None


def test_it_was_trained_on_the_requests(shipped: Classifier, labels: Labels) -> None:
    if not REQUESTS.is_dir():
        pytest.skip(f"the corpora of requests are not in {REQUESTS}")
    found = list(requests(REQUESTS, labels))
    assert set(Counter(one.corpus for one in found)) == set(CORPORA)
    assert share_right(shipped, found[::50]) > 0.97


def test_a_part_of_the_requests_teaches_the_rest(labels: Labels) -> None:
    if not REQUESTS.is_dir():
        pytest.skip(f"the corpora of requests are not in {REQUESTS}")
    served = [one for one in requests(REQUESTS, labels) if one.intent in ("chance.coin", "timer.set", "taxi.ride")]
    assert share_right(train(served[::3]), served[1::3]) > 0.95
