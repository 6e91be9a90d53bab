"""Train the intent classifier: ``.venv/bin/python scripts/train_intents.py --requests FOLDER --questions FILE``.

That writes its two files. The data are the public corpora in FOLDER (``LABEL<tab>TEXT``, a request a line), whose
labels become intents by ``intent_labels.tsv``; the questions about the world in FILE, which are no orders; the
sentences of the skills' templates; and those of ``intent_samples.yaml``. The word vectors are there already
(``word_vectors.py``). ``--folds`` trains on four fifths five times instead, and prints how many requests of the other
fifth are understood.

Its rules:

1. The same data give the same bytes. No random numbers of a library, no exponential function of the machine: sums
   are made in a fixed order or are exact (``exact_numbers.py``), and all else is correctly rounded by IEEE 754.
2. It needs no library beside Myna's own, and takes some minutes.
3. Multinomial logistic regression by AdaGrad in small batches; then the weights that matter least are left out, and the
   rest is trained on, so that what is left makes up for them. A network over word vectors is trained by itself
   (``net_trainer.py``).
"""

import argparse
import csv
import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from zlib import crc32

import numpy as np
import yaml
from numpy.typing import NDArray

from exact_numbers import Floats, softmax
from myna.core.decision import Decision
from myna.nlu.classifier import Classifier, features
from myna.nlu.en.classifier_words import classifier_words
from myna.nlu.en.understanding import shipped_vectors
from myna.nlu.intent_catalogue import load_intents
from myna.nlu.sentence_net import SentenceNet
from myna.nlu.templates import ANY_WORDS, Templates
from net_trainer import rounded, trained_net

HERE = Path(__file__).parent
OUTPUT = HERE.parent / "src/myna/nlu/en"

CORPORA = ("clinc150", "slurp", "hwu64")
FOLDS = 5

FEWEST_SENTENCES = 3
"""In which a feature must stand."""

PAIRS = 400_000
"""Weights that are kept: with a class each, two bytes."""

EPOCHS, EPOCHS_PRUNED = 8, 4
BATCH = 128
RATE = 0.4
DECAY = 1e-3
PIECES_SHARE = 0.9
"""How much the pieces of words count beside words and pairs of words."""

SAMPLE_SHARE = 0.4
"""How much a made sentence counts beside a real request; those of ``intent_samples.yaml`` count as SAMPLES do."""

OUT_OF_SCOPE = "oos"
"""The label of the corpora's questions about anything else."""

QUESTION, QUESTION_SHARE = "question", 0.05
"""The label of questions about the world, and how much one counts beside a request: they are many. Without them one in
eight questions that the classifier has not seen is taken for a request of a service; with them one in fifty."""

SAMPLES, OWN_SAMPLES = 150, 300
"""Sentences an intent of the skills' templates, and of ``intent_samples.yaml``, at the most: so many that each of its
words stands in several."""

TEMPERATURE = 1.05
"""Divides the logits, so that of the guesses with confidence 0.8 four in five are right; ``--folds`` finds it."""

NET_SHARE = 0.4
"""What the logits of the network over word vectors are taken times before they are added to those."""

_MARKED_SLOT = re.compile(r"\[\w+ : ([^\]]*)\]")
_STANDS_FOR = {"timer": "thing", "reminder": "task", "clock": "day", "calculator": "number", "dictionary": "word"}
"""Which list of ``intent_samples.yaml`` has words for the slots of a skill's templates that take any."""

NO_ORDER = "none.order"
"""The intent of a sentence that holds an order and is none."""

_ORDERING = """
    add cancel clear create delete dim increase lower make mute open pause play put raise remove set start stop switch
    turn
"""
_VERBS = frozenset(_ORDERING.split())
_NO_ORDER = (
    *(
        "do not",
        "don't you",
        "never",
        "please don't",
        "you should not",
        "you must never",
        "no don't",
        "i don't want you to",
    ),
    *("i did not tell you to", "i never asked you to", "why did you", "why would i", "why do people", "should i"),
    *(
        "what happens if i",
        "what if i",
        "if i ask you to",
        "when i tell you to",
        "if it rains",
        "how do i teach my son to",
    ),
    *(
        "he told me to",
        "she said",
        "my boss wants me to",
        "in the film they",
        "i forgot to",
        "i used to",
        "who told you to",
    ),
)

_ORDER = (
    *("why don't you", "please", "could you maybe", "would you be so kind and", "it would be nice if you could"),
    *("i'd like it if you", "don't forget to", "be sure to", "now", "quickly", "you have to", "then", "so", "next"),
)

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence to learn from, and the ``share`` that it counts; ``corpus`` is empty where it was made."""

    text: str
    intent: str
    corpus: str = ""
    label: str = ""
    share: float = SAMPLE_SHARE


class Labels:
    """The table that turns a corpus's label into an intent."""

    def __init__(self, table: str) -> None:
        self._rows: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
        for label, intent, cue in csv.reader(
            (line for line in table.splitlines() if line and not line.startswith("#")),
            delimiter="\t",
            quoting=csv.QUOTE_NONE,
        ):
            self._rows.setdefault(label, []).append((intent, re.compile(cue)))

    def __contains__(self, label: str) -> bool:
        return label in self._rows

    def intent(self, label: str, text: str) -> str | None:
        """The intent of ``text``; None where the table has none, or leaves it out."""
        found = next((intent for intent, cue in self._rows.get(label, []) if cue.search(text.lower())), "-")
        return None if found == "-" else found


def own_labels() -> Labels:
    """The table beside this script."""
    return Labels((HERE / "intent_labels.tsv").read_text(encoding="utf-8"))


def read_requests(path: Path) -> Iterator[tuple[str, str]]:
    """Labels and texts of a corpus, without the marks of its slots."""
    for line in path.read_text(encoding="utf-8").splitlines():
        label, _, text = line.partition("\t")
        if text:
            yield label, _MARKED_SLOT.sub(r"\1", text)


def requests(folder: Path, labels: Labels) -> Iterator[Sentence]:
    """The corpora's requests that have an intent."""
    for corpus in CORPORA:
        for label, text in read_requests(folder / f"{corpus}.tsv"):
            if (intent := labels.intent(label, text)) is not None:
                yield Sentence(text, intent, corpus, label, share=1.0)


def questions(path: Path) -> Iterator[Sentence]:
    """The questions about the world in ``path``: JSON, ``{"questions": [{"q": ..., "kind": ...}]}``.

    Those of SQuAD and XQuAD alone, whose licence (CC BY-SA 4.0) lets what is made of them be under the GPL.
    """
    found = json.loads(path.read_text(encoding="utf-8"))["questions"]
    for text in sorted({one["q"] for one in found if one["kind"] in ("answerable", "impossible", "absent")}):
        yield Sentence(text, "knowledge.fact", "questions", QUESTION, QUESTION_SHARE)


def samples(labels: Labels) -> Iterator[Sentence]:
    """Sentences of the skills' templates and of ``intent_samples.yaml``."""
    made: dict[str, Any] = yaml.safe_load((HERE / "intent_samples.yaml").read_text(encoding="utf-8"))
    own = Templates({"language": "en", **made})
    for intent in made["intents"]:
        texts = own.examples(intent, OWN_SAMPLES)
        share = SAMPLE_SHARE * min(1.0, SAMPLES / len(texts))
        yield from (Sentence(text, intent, share=share) for text in texts)
    catalogue = load_intents("en-us")
    names = list(catalogue.intents)
    templates = catalogue.templates(names)
    for name in names:
        if name not in labels:
            print(f"{name}: no row in intent_labels.tsv, its templates are left out")
            continue
        for turn, text in enumerate(templates.examples(name, SAMPLES)):
            if (intent := labels.intent(name, text)) is not None:
                words = made["lists"].get(_STANDS_FOR.get(intent.partition(".")[0], ""), {"values": [ANY_WORDS]})
                values = words["values"]
                yield Sentence(text.replace(ANY_WORDS, values[turn % len(values)]), intent)


def reworded(orders: Sequence[Sentence]) -> Iterator[Sentence]:
    """Orders in a roundabout way, and sentences that hold one and are none: forbidden, asked about, told."""
    bare = [(words, one.intent) for one in orders if one.corpus and (words := classifier_words(one.text))[:1]]
    bare = [(words, intent) for words, intent in bare if words[0] in _VERBS]
    for turn, (words, intent) in enumerate(bare):
        beginnings = _NO_ORDER if turn % 3 == 0 else _ORDER if turn % 3 == 1 else ()
        if beginnings:
            beginning = beginnings[turn // 3 % len(beginnings)]
            yield Sentence(f"{beginning} {' '.join(words)}", NO_ORDER if beginnings is _NO_ORDER else intent)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Sentences as rows of a sparse matrix: row ``i`` has ``values`` in ``columns`` from ``starts[i]`` on."""

    columns: Whole
    values: Floats
    starts: Whole

    def rows(self, chosen: Whole) -> tuple[Whole, Whole]:
        """The places of the entries of the ``chosen`` rows, one row behind the other; where each begins among them."""
        lengths = self.starts[chosen + 1] - self.starts[chosen]
        begins = np.cumsum(lengths) - lengths
        return np.arange(int(lengths.sum())) - np.repeat(begins - self.starts[chosen], lengths), begins


def matrix(hashed: Sequence[tuple[Whole, Whole]], known: Whole, rarity: Floats) -> Matrix:
    """The sentences whose features are ``hashed``; ``known`` are the features, ascending, that become columns.

    A feature counts by its ``rarity``.
    """
    columns, values, lengths = [], [], []
    for parts in hashed:
        length = 0
        for hashes, share in zip(parts, (1.0, PIECES_SHARE), strict=True):
            places = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
            places = places[known[places] == hashes]
            columns.append(places)
            values.append(rarity[places] * np.float32(share / np.sqrt(max(1, len(places)))))
            length += len(places)
        if not length:  # a row must not be empty, or the sum over it would be another's
            columns.append(np.zeros(1, np.int64))
            values.append(np.zeros(1, np.float32))
            length = 1
        lengths.append(length)
    return Matrix(np.concatenate(columns), np.concatenate(values), np.concatenate([[0], np.cumsum(lengths)]))


class Trainer:
    """Multinomial logistic regression by AdaGrad: shape (features, intents)."""

    def __init__(self, known: int, intents: int) -> None:
        self.weights = np.zeros((known, intents), np.float32)
        self.bias = np.zeros(intents, np.float32)
        self._squares = np.full((known, intents), 1e-3, np.float32)
        self._bias_squares = np.full(intents, 1e-3, np.float32)

    def keep(self, most: int) -> Whole:
        """Leave out all but the ``most`` largest weights, and the features without any; returns those that stay."""
        size = np.abs(self.weights).ravel()
        if most < len(size):
            order = np.argsort(-size, kind="stable")
            self.weights.ravel()[order[most:]] = 0
        left = np.flatnonzero(self.weights.any(axis=1))
        self.weights, self._squares = self.weights[left], self._squares[left]
        return left

    def train(self, data: Matrix, wanted: Whole, shares: Floats, epochs: int, random: Random, rate: float) -> None:
        """Go through ``data`` ``epochs`` times, in smaller and smaller steps; what ``keep`` left out stays out."""
        mask = self.weights != 0 if self.weights.any() else None
        order = list(range(len(wanted)))
        for epoch in range(epochs):
            random.shuffle(order)
            now = rate * (1 - 0.9 * epoch / epochs)
            for start in range(0, len(order), BATCH):
                self._step(data, np.array(order[start : start + BATCH]), wanted, shares, now, mask)

    def _step(
        self, data: Matrix, rows: Whole, wanted: Whole, shares: Floats, rate: float, mask: NDArray[np.bool_] | None
    ) -> None:
        places, begins = data.rows(rows)
        columns, values = data.columns[places], data.values[places]
        logits = np.add.reduceat(self.weights[columns] * values[:, None], begins, axis=0) + self.bias
        gradient = softmax(logits)
        gradient[np.arange(len(rows)), wanted[rows]] -= 1
        gradient *= shares[rows][:, None]
        row_of = np.repeat(np.arange(len(rows)), np.diff(np.append(begins, len(places))))
        order = np.argsort(columns, kind="stable")
        ordered = columns[order]
        firsts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
        touched = ordered[firsts]
        change = np.add.reduceat(gradient[row_of[order]] * values[order][:, None], firsts, axis=0)
        squares = self._squares[touched] + change * change
        self._squares[touched] = squares
        moved = self.weights[touched] * np.float32(1 - rate * DECAY) - np.float32(rate) * change / np.sqrt(squares)
        self.weights[touched] = moved if mask is None else moved * mask[touched]
        change = gradient.sum(axis=0)
        self._bias_squares += change * change
        self.bias -= np.float32(rate) * change / np.sqrt(self._bias_squares)


def train(sentences: Sequence[Sentence], pairs: int | None = None) -> Classifier:
    """The classifier that ``sentences`` teach, with at most ``pairs`` weights (``PAIRS``)."""
    intents = sorted({sentence.intent for sentence in sentences})
    hashed = [_hashed(sentence.text) for sentence in sentences]
    counts = Counter(feature for parts in hashed for part in parts for feature in part.tolist())
    known = np.array(sorted(feature for feature, count in counts.items() if count >= FEWEST_SENTENCES), np.int64)
    rarity = _rarity([counts[feature] for feature in known.tolist()], len(sentences))
    number = {intent: place for place, intent in enumerate(intents)}
    wanted = np.array([number[sentence.intent] for sentence in sentences])
    shares = np.array([sentence.share for sentence in sentences], np.float32)
    random = Random(1)
    trainer = Trainer(len(known), len(intents))
    trainer.train(matrix(hashed, known, rarity), wanted, shares, EPOCHS, random, RATE)
    left = trainer.keep(PAIRS if pairs is None else pairs)
    known, rarity = known[left], rarity[left]
    trainer.train(matrix(hashed, known, rarity), wanted, shares, EPOCHS_PRUNED, random, RATE / 4)
    pieces = {feature for _, part in hashed for feature in part.tolist()}
    words = [classifier_words(sentence.text) for sentence in sentences]
    net = trained_net(shipped_vectors(), words, wanted, shares, NET_SHARE)
    return _quantised(intents, known, rarity, pieces, trainer, net)


def _rarity(counts: Sequence[int], sentences: int) -> Floats:
    """Shape (features,): 11/64 of the binary logarithm of how rarely each stands in a sentence, rounded to 1/64.

    The rounding makes it the same on every machine.
    """
    return np.array([round(11 * math.log2((1 + sentences) / (1 + count))) / 64 for count in counts], np.float32)


def train_on(real: Sequence[Sentence], made: Sequence[Sentence]) -> Classifier:
    """The classifier that requests of people teach, and made sentences, and the requests in other words."""
    return train([*real, *made, *reworded(real)])


def _hashed(text: str) -> tuple[Whole, Whole]:
    words, pieces = features(classifier_words(text))
    return np.array(words, np.int64), np.array(pieces, np.int64)


def _quantised(
    intents: list[str], known: Whole, rarity: Floats, pieces: set[int], trainer: Trainer, net: SentenceNet
) -> Classifier:
    share = rarity * np.array([PIECES_SHARE if feature in pieces else 1.0 for feature in known.tolist()], np.float32)
    whole, scale = rounded(trainer.weights * share[:, None])
    rows, columns = np.nonzero(whole)
    starts = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=len(known)))])
    return Classifier(
        intents,
        known.astype(np.uint32),
        starts,
        columns.astype(np.uint8),
        whole[rows, columns],
        np.round(trainer.bias.astype(np.float64) / TEMPERATURE, 4),
        round(scale / TEMPERATURE, 8),
        net,
    )


# --------------------------------------------------------------------------------------------------------------------
# How well it does on requests that it has not seen


_REFUSED = """
    audiobook banking booking calendar calls car contacts currency directions games insurance location mail messages
    music news phone places podcast radio settings shares shopping social takeaway taxi traffic translate transport
    weather work
"""
REFUSED = frozenset(_REFUSED.split())
"""Groups of requests that Myna does not serve: each gets a sentence that says so."""

TALKED_ABOUT = frozenset({"answer", "knowledge", "none", "talk"})
"""Groups that are no orders."""


def fold_of(sentence: Sentence) -> int:
    """Which fifth a request is in: requests that differ in nothing that counts are in the same."""
    return crc32(" ".join(classifier_words(sentence.text)).encode()) % FOLDS


@dataclass(frozen=True, slots=True)
class Tried:
    """A request that was not trained on, and what it was taken for."""

    sentence: Sentence
    logits: NDArray[np.float64]
    intents: tuple[str, ...]


def try_folds(real: Sequence[Sentence], made: Sequence[Sentence], folds: Sequence[int]) -> list[Tried]:
    """Each request of ``folds`` by a classifier that has not seen its fold."""
    tried = []
    for fold in folds:
        unseen = [sentence for sentence in real if fold_of(sentence) == fold]
        seen = [sentence for sentence in real if fold_of(sentence) != fold]
        unseen += [sentence for sentence in reworded(unseen) if sentence.intent == NO_ORDER]
        classifier = train_on(seen, made)
        tried += [Tried(one, classifier.logits(classifier_words(one.text)), classifier.intents) for one in unseen]
    return tried


@dataclass(frozen=True, slots=True)
class Expected:
    """What is right for a label: decisions, and the skills that may act or ask ("*" for any)."""

    decisions: frozenset[str]
    skills: frozenset[str]

    @property
    def kind(self) -> str:
        """The row of the table that a request belongs to."""
        if self.decisions <= {"act", "ask"}:
            return "served"
        return "refused" if self.decisions == {"refuse"} else "either"

    def is_right(self, decision: Decision) -> bool:
        """Whether ``decision`` is one of those."""
        if decision.kind not in self.decisions:
            return False
        return (
            decision.kind not in ("act", "ask")
            or "*" in self.skills
            or bool(self.skills.intersection(decision.skill.split(",")))
        )

    def is_right_skill(self, skill: str) -> bool:
        """Whether a request that is taken for one of ``skill`` is taken rightly."""
        if skill in REFUSED:
            return "refuse" in self.decisions
        if skill in TALKED_ABOUT:
            return "model" in self.decisions
        return "act" in self.decisions and bool({"*", skill} & self.skills)


NOTHING_TO_DO = Expected(frozenset({"refuse", "model"}), frozenset())
"""For what is no order."""


def expectations(folder: Path) -> dict[str, Expected]:
    """What ``expected.tsv`` says of each label."""
    rows = (line.split("\t") for line in (folder / "expected.tsv").read_text(encoding="utf-8").splitlines())
    return {
        row[0]: Expected(frozenset(row[1].split(",")), frozenset(row[2].split(",")))
        for row in rows
        if row[0] and not row[0].startswith("#")
    }


def table(tried: Sequence[Tried], expected: dict[str, Expected], least: float) -> str:
    """Per corpus and kind: taken rightly, and taken for a wrong order. Orders need the confidence ``least``."""
    right: Counter[tuple[str, str]] = Counter()
    acted: Counter[tuple[str, str]] = Counter()
    count: Counter[tuple[str, str]] = Counter()
    for one in tried:
        skill, confidence = _likeliest(one)
        wanted = expected.get(one.sentence.label, NOTHING_TO_DO)
        row = (
            one.sentence.corpus or "made: no order",
            "out of scope" if one.sentence.label == OUT_OF_SCOPE else wanted.kind,
        )
        if skill not in REFUSED | TALKED_ABOUT and confidence < least:
            skill = "knowledge"
        count[row] += 1
        right[row] += wanted.is_right_skill(skill)
        acted[row] += skill not in REFUSED | TALKED_ABOUT and not wanted.is_right_skill(skill)
    lines = ["| corpus | requests | number | right | taken for a wrong order |", "|---|---|---|---|---|"]
    for row in sorted(count):
        lines.append(
            f"| {row[0]} | {row[1]} | {count[row]} | {right[row] / count[row]:.1%} | {acted[row] / count[row]:.1%} |"
        )
    return "\n".join(lines)


def _likeliest(one: Tried) -> tuple[str, float]:
    shares = np.exp(one.logits - one.logits.max())
    sums: Counter[str] = Counter()
    for intent, share in zip(one.intents, (shares / shares.sum()).tolist(), strict=True):
        sums[intent.partition(".")[0]] += share
    return sums.most_common(1)[0]


def calibration(tried: Sequence[Tried]) -> str:
    """Per tenth of the confidence: how many guesses have it, and how many of those are right."""
    right: Counter[int] = Counter()
    count: Counter[int] = Counter()
    for one in tried:
        skill, confidence = _likeliest(one)
        tenth = min(9, int(confidence * 10))
        count[tenth] += 1
        right[tenth] += skill == one.sentence.intent.partition(".")[0]
    lines = ["| confidence | guesses | right |", "|---|---|---|"]
    lines += [f"| 0.{tenth} | {count[tenth]} | {right[tenth] / count[tenth]:.0%} |" for tenth in sorted(count)]
    return "\n".join(lines)


def best_temperature(tried: Sequence[Tried]) -> float:
    """The divisor of the logits with which the right intents are likeliest, beside the one that is in them."""
    number = {intent: place for place, intent in enumerate(tried[0].intents)}
    logits = np.array([one.logits for one in tried])
    right = np.array([number[one.sentence.intent] for one in tried])

    def loss(divisor: float) -> float:
        scaled = logits / divisor
        scaled -= scaled.max(axis=1, keepdims=True)
        return float((np.log(np.exp(scaled).sum(axis=1)) - scaled[np.arange(len(right)), right]).mean())

    return min((step / 20 for step in range(6, 60)), key=loss)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--requests", type=Path, required=True, help="the folder of the corpora")
    parser.add_argument("--questions", type=Path, required=True, help="the file of questions about the world")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="the folder to write into")
    parser.add_argument("--folds", type=int, nargs="*", choices=range(FOLDS), help="measure on these fifths (all)")
    arguments = parser.parse_args()
    labels = own_labels()
    real = [*requests(arguments.requests, labels), *questions(arguments.questions)]
    made = list(samples(labels))
    if arguments.folds is None:
        classifier = train_on(real, made)
        for name, content in (("intents.bin", classifier.to_bytes()), ("sentence_net.npz", classifier.net.to_bytes())):
            (arguments.output / name).write_bytes(content)
            print(f"{name}: {len(content)} bytes from {len(real)} requests and {len(made)} made sentences")
        return
    tried = try_folds(real, made, arguments.folds or range(FOLDS))
    expected = expectations(arguments.requests)
    for least in (0.0, 0.3, 0.5, 0.7):
        print(f"\norders from a confidence of {least}\n\n{table(tried, expected, least)}")
    print(f"\n{calibration(tried)}\n\ntemperature: {best_temperature(tried)} of the one that is set, {TEMPERATURE}")


if __name__ == "__main__":
    main()
