"""Make the word vectors: ``.venv/bin/python scripts/word_vectors.py models/SmolLM2-135M-Instruct.Q4_1.gguf``.

They are the rows by which a small language model takes its words in: SmolLM2-135M (L. Ben Allal et al., SmolLM2: When
Smol Goes Big, 2025; Apache License 2.0, copyright Hugging Face). No more of the model is needed, and nothing of it at
run time. Myna pulls the model by ``myna models pull smollm2-135m-instruct-q4_1``.

Its rules:

1. The words that the model knows as one piece are taken, in lower case; a name that it knows with a capital alone too.
   Of the words that people say to assistants (``requests.txt``) the others are taken as the mean of their pieces.
2. The rows' mean is taken off them, and of what is left the ``SIZE`` directions in which they differ most are kept,
   each evened out by the fourth root of its variance: the first few would drown the rest.
3. A word's weight is ``a / (a + p)``, where ``p`` is about how often the word stands in a text (S.
   Arora et al., A Simple but Tough-to-Beat Baseline for Sentence Embeddings, ICLR 2017), guessed by Zipf's law from the
   word's place in the model's vocabulary, which is ordered by frequency; words of several pieces are rare.
4. Principal components are a library's, so the last bits may differ between machines: whoever makes the file anew
   trains the classifier anew (``train_intents.py``).
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from gguf import GGUFReader, dequantize
from llama_cpp import Llama
from numpy.typing import NDArray

from myna.nlu.en.classifier_words import classifier_words
from myna.nlu.word_vectors import WordVectors

OUTPUT = Path(__file__).parent.parent / "src/myna/nlu/en"

SIZE = 384

COMMON = 3e-3
"""The ``a`` of rule 3: a word that is one in so many of a text counts by half."""

FIRST_SHARE = 0.1
"""Of a text, the share of its most frequent word; the nth has about an nth of that."""

_WORDS = (re.compile("\u0120([a-z]+)"), re.compile("\u0120([A-Z][a-z]+)"))
"""Pieces of the vocabulary that begin a word and are all of it."""


def words_of(pieces: Sequence[str]) -> dict[str, int]:
    """The words among the ``pieces`` of a vocabulary, each with its place."""
    found: dict[str, int] = {}
    for pattern in _WORDS:
        for place, piece in enumerate(pieces):
            if match := pattern.fullmatch(piece):
                found.setdefault(match[1].lower(), place)
    return found


def vectors(rows: NDArray[np.float64], words: Mapping[str, Sequence[int]]) -> WordVectors:
    """Of ``words``, with the places of each one's pieces among the ``rows`` (pieces, any size) of a model."""
    centred = rows - rows.mean(axis=0)
    variances, directions = np.linalg.eigh(np.cov(centred.T))
    most = np.argsort(-variances)[:SIZE]
    kept = np.array([centred[pieces].mean(axis=0) for pieces in words.values()]) @ directions[:, most]
    kept /= variances[most] ** 0.25
    kept /= np.linalg.norm(kept, axis=1)[:, None]
    first = min(pieces[0] for pieces in words.values())
    place = np.array([pieces[0] if len(pieces) == 1 else len(rows) for pieces in words.values()]) - first + 1
    return WordVectors.of_words(list(words), kept, COMMON / (COMMON + FIRST_SHARE / place))


def said() -> Iterator[str]:
    """The words that people say to assistants, at least twice."""
    text = (OUTPUT / "requests.txt").read_text(encoding="utf-8")
    counts = Counter(word for line in text.splitlines() for word in classifier_words(line))
    yield from sorted(word for word, count in counts.items() if count > 1)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("model", type=Path, help="the GGUF file of SmolLM2-135M")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="the folder to write into")
    arguments = parser.parse_args()
    if not arguments.model.is_file():
        parser.error(f"There is no {arguments.model}. Type: myna models pull smollm2-135m-instruct-q4_1")
    reader = GGUFReader(arguments.model)
    taken_in = next(tensor for tensor in reader.tensors if tensor.name == "token_embd.weight")
    words = {word: [place] for word, place in words_of(reader.fields["tokenizer.ggml.tokens"].contents()).items()}
    tokeniser = Llama(str(arguments.model), vocab_only=True, verbose=False)
    for word in said():
        words.setdefault(word, tokeniser.tokenize(f" {word}".encode(), add_bos=False))
    vectors(dequantize(taken_in.data, taken_in.tensor_type).astype(np.float64), words).write(arguments.output)
    print(f"{len(words)} words")


if __name__ == "__main__":
    main()
