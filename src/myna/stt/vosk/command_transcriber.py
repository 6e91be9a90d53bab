"""Hears the user's own commands far better than free speech: a second recogniser that expects nothing else.

Its rules:

1. Both recognisers hear the same sound. How likely it is as a command, less how likely it is as anything, tells which
   of them was meant: a free question is never forced into a command. What is among free speech's own alternatives is
   meant as well.
2. The second one expects politeness around a command too, and what is like a command and none: "don't", a question
   about it, another room. What only mentions a command is given as it was heard; nothing is done then.
3. What the second one hears need not be a command, since it knows only which words follow each other: the likeliest
   alternative that is one counts, or the command that it is but for small words, if neither the likeliest of all nor
   free speech contradicts it. No value is guessed.
4. Words out of order cost it dear: all but a little of what it expects then is a word that nobody can say.
5. The wake phrase before a command is heard as a part of it, and left out.
6. What may have been said as well and speaks against a command is among its alternatives: a question about it, another
   room.
7. What is said after a pause, without a new beginning, is a command's rest if both together are one. It is nothing
   where a command was complete and silence is likelier than anything.
8. What is in noise or echo, and may be something else, it hears once more without them: that harms what it expects less
   than they do.
9. In a noisy room a command costs the second one more than it gains, so many others it expects. Where none was heard,
   nor a mention of one is likeliest, the few that the words may be are heard once more, by a recogniser that expects
   nothing but them; then, where a thing was named, all that is usually said about that.
10. Where free speech has a command that lacks a word of what the second one heard, it is not that command: "turn on the
   light" beside "turn on the attic light", where there is no attic.
11. A command in a wording that hardly anybody uses, which free speech has not heard as well, may be anything else that
   sounds like it: "my kitchen lights blue" were new.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Self

from myna.core.ports import CommandSentences, Transcript
from myna.nlu.nearest import changed
from myna.stt.clearing import cleared, is_noisy
from myna.stt.vosk.model import VoskModel
from myna.stt.vosk.sentence_recogniser import (
    Finished,
    Heard,
    LikelyTranscriber,
    SentenceRecogniser,
    known_phrases,
    nearly_as_likely,
    with_those_against,
)

UNSPEAKABLE = "<s>"
"""A mark that Kaldi's models have among their words, and no sounds for."""

SPEAKABLE_SHARE = 1 / 34
"""What is left for all words that come out of order. It costs such a word 3.5 in natural logarithms of likelihood."""

PADDING_WORDS = 1000
"""So many of them make one sentence."""

LEAST_MARGIN = 0.05
"""Of log likelihood by frame, as a command less as anything, for it to be one.

Measured with Vosk's small English model: orders of coffee by people had 0.09 and more at 6 dB of kitchen noise, short
commands 0.04 and more, where free speech is right too; other speech, half of it near a command, 0.03 and less.
"""

FEW_MARGIN = 0.06
"""The same where only a few commands were expected, which costs each of them next to nothing."""

UNUSUAL_MARGIN = 0.09
"""The same of a command that is in no usual wording: "my bed light is broken" had 0.08 as "my bed light purple"."""

SURE_MARGIN = 0.15
"""So much more makes it certain."""

HEEDED_MARGIN = 0.1
"""Where it is that much more, free speech that names another thing does not speak against it, since the second one
expects that as well and did not hear it; free speech that only mentions a command still does."""

USUAL_GAIN = 2.0
"""How much likelier a command is in a usual wording than in another, in natural logarithms: the recogniser knows which
words follow each other, but not what sentence they make. Of 148 orders for a home by two voices in kitchen noise at 12
dB, 128 were right without it, and 132 with it and with looks at what is said about a name."""

LETTER_LIKELIHOOD = 1.0
"""What a letter costs by which the likeliest command differs from what was heard, in natural logarithms."""

HESITATION_LETTERS = 3
"""What is rather heard before a command is left out if it is no longer: "the", or an "um" that sounds like "on"."""

MOST_UNLIKE = 0.5
"""Share of letters by which the two may differ while a sentence is said, for it to be told as a command already."""


class CommandTranscriber:
    """Hears one of the user's ``commands`` or free speech, whichever it was.

    ``free`` hears free speech and gives its likelihood; ``recogniser`` expects commands and sentences like them, and is
    None where there is no sentence that could be heard; ``expecting`` makes one of a few sentences.
    """

    def __init__(
        self,
        free: LikelyTranscriber,
        recogniser: SentenceRecogniser | None,
        commands: CommandSentences,
        expecting: Callable[[Sequence[str]], SentenceRecogniser],
    ) -> None:
        self._free = free
        self._recogniser = recogniser
        self._commands = commands
        self._expecting = expecting
        self._before = ""  # what was said before a pause
        self._phrase = ""
        self._ended = ("", "")  # what was before the sentence that ``finish`` ended, and the phrase at its beginning
        self._partial = ""
        self._command = ""  # the command that was said so far, if it is one

    @classmethod
    def load(
        cls, model: VoskModel, free: LikelyTranscriber, commands: CommandSentences, wake_phrases: Sequence[str] = ()
    ) -> Self:
        """Make it of ``model``; one of ``wake_phrases`` may come before a command. Raises ModelError: it is damaged."""
        expected = _expected(model, commands, wake_phrases)
        expecting = partial(SentenceRecogniser.load, model)
        return cls(free, expecting(expected) if expected else None, commands, expecting)

    def begin(self, skip_phrase: str = "", skip_seconds: float = 0.0) -> None:
        """Forget the sound so far. Up to about ``skip_seconds`` from now ``skip_phrase`` is said, and left out."""
        self._free.begin(skip_phrase, skip_seconds)
        self._before = ""
        self._go_on(skip_phrase)

    def _go_on(self, skip_phrase: str = "") -> None:
        self._partial = ""
        self._command = ""
        self._phrase = skip_phrase
        if self._recogniser is not None:
            self._recogniser.begin(skip_phrase)

    def accept(self, pcm: bytes) -> str:
        """Take int16 mono sound at 16 kHz; the transcript so far, in a command's words once it clearly is one."""
        text = self._free.accept(pcm)
        if self._recogniser is None:
            return text
        self._recogniser.accept(pcm)
        words = self._recogniser.partial()
        if words != self._partial:
            self._partial, self._command = words, words if self._commands.accepts(self._whole(words)) else ""
        return self._command if self._command and _alike(self._command, text) else text

    def finish(self) -> Transcript:
        """Force the final transcript of all that was accepted, and begin anew."""
        finished = self._free.finish_likely()
        transcript = finished.transcript
        if self._recogniser is not None and finished.free:
            transcript = self._command_in(self._recogniser, finished) or transcript
        self._ended = self._before, self._phrase
        self._before = self._whole(transcript.text)
        self._go_on()
        return transcript

    def rewind(self) -> None:
        """Right behind ``finish``: go back to where the sound that it ended began, which will be given once more."""
        self._free.rewind()
        self._before, phrase = self._ended
        self._go_on(phrase)

    def _command_in(self, recogniser: SentenceRecogniser, free: Finished) -> Transcript | None:
        """The command that ``recogniser`` heard, or what mentions one; None where neither is likely."""
        sound, frames = recogniser.sound, recogniser.frames
        least = free.anything + LEAST_MARGIN * frames + math.log(SPEAKABLE_SHARE)
        found = recogniser.finish()
        best = found[0]
        looks = [found]
        heard = self._heard(found, free, least, frames)
        sure = heard is not None and (len(found) == 1 or self._commands.is_mention(self._whole(heard.text)))
        if not sure and is_noisy(sound):
            sound = free.clear or cleared(sound)
            clear = recogniser.heard_in(sound, self._phrase)
            better = self._heard(clear, free, least, frames)
            clearer = better is not None and (heard is None or better.likelihood >= least)
            if better is not None and clearer and not self._against(better.text, best.text, free):
                heard, found = better, clear
                looks.append(clear)
        if heard is None and not self._commands.is_mention(self._whole(best.text)):
            about = self._commands.about(self._whole(best.text)) if best.likelihood >= least else ()
            least = free.anything + FEW_MARGIN * frames
            for few in filter(None, (self._candidates(found, free), about)):
                named = (f"{self._phrase} {sentence}".lstrip() for sentence in few)
                fewer = self._expecting(list(dict.fromkeys([*few, *named]))).heard_in(sound, self._phrase)
                among = self._heard(fewer, free, least, frames)
                if among is not None and self._is_likely(among, free.anything, frames):
                    heard, found = among, fewer
                    looks.append(fewer)
                    break
        if heard is None:
            likely = best.likelihood >= free.anything + math.log(SPEAKABLE_SHARE)
            return self._more_than(free.transcript.text, best.text) if likely else None
        confidence = min(1.0, 0.5 + 0.5 * (heard.likelihood - least) / frames / SURE_MARGIN)
        command = self._whole(heard.text)
        transcript = Transcript(heard.text, confidence, nearly_as_likely(heard, found))
        for look in looks:
            transcript = with_those_against(
                transcript, look, lambda text: self._commands.contradicts(self._whole(text), command)
            )
        transcript = with_those_against(transcript, free.found, lambda text: self._is_told(self._whole(text), command))
        if self._may_be_anything(heard.text, free):
            transcript = replace(transcript, alternatives=(*transcript.alternatives, ""))
        return transcript

    def _is_told(self, text: str, command: str) -> bool:
        """Whether ``text``, as free speech may be, tells of ``command`` in other words than with one before it.

        One before it may as well be noise: "they turn on the lamp".
        """
        return self._commands.contradicts(text, command) and not self._commands.accepts(text.partition(" ")[2])

    def _may_be_anything(self, text: str, free: Finished) -> bool:
        """Whether ``text`` is a command that is too unusual to be believed: nothing else heard it."""
        others = (heard.text for heard in free.found)
        requests = (free.transcript.text, *free.transcript.alternatives)
        whole = self._whole(text)
        return (
            self._commands.accepts(whole)
            and not self._commands.is_usual(whole)
            and text not in (free.free, *others, *requests)
        )

    def _heard(self, alternatives: Sequence[Heard], free: Finished, least: float, frames: float) -> Heard | None:
        """The likeliest of the ``alternatives`` in so many ``frames`` that is a command, or mentions one.

        None where that is less likely than ``least``, unless ``free`` speech may be just that, or where the likeliest
        of all, or what free speech is, speaks against it.
        """
        best, said = alternatives[0], {other.text for other in free.found}
        if not best.text and best.likelihood >= least and self._commands.accepts(self._before):
            return best
        commands: list[Heard] = []
        for heard in [*alternatives, *filter(None, [self._mended(best)])]:
            whole = self._whole(heard.text)
            if not heard.text or (heard.likelihood < least and heard.text not in said):
                continue
            if self._commands.is_mention(whole):
                if not commands:
                    return heard
                break  # what is less likely than that is no command
            if self._commands.accepts(whole):
                commands.append(heard)
        if not commands:
            return None
        chosen = max(commands, key=self._prior)
        doubtful = chosen.likelihood < least + HEEDED_MARGIN * frames
        heeded = doubtful or self._commands.is_mention(self._whole(free.free))
        return None if self._against(chosen.text, best.text, free if heeded else None) else chosen

    def _prior(self, command: Heard) -> float:
        """How likely it is that the ``command`` was said."""
        return command.likelihood + USUAL_GAIN * self._commands.is_usual(self._whole(command.text))

    def _is_likely(self, command: Heard, anything: float, frames: float) -> bool:
        """Whether the ``command`` is likely enough where only a few were expected."""
        usual = self._commands.is_usual(self._whole(command.text))
        return command.likelihood >= anything + (FEW_MARGIN if usual else UNUSUAL_MARGIN) * frames

    def _against(self, command: str, best: str, free: Finished | None) -> bool:
        """Whether the ``best`` of all that was heard, or what ``free`` speech is, speaks against the ``command``."""
        more = best.removesuffix(command).strip() if best.endswith(f" {command}") else ""
        others = (best,) if free is None else (best, free.free)
        return (
            len(more) > HESITATION_LETTERS
            or self._lacks_words_of(best, command)
            or any(self._commands.contradicts(self._whole(text), self._whole(command)) for text in others)
        )

    def _lacks_words_of(self, best: str, command: str) -> bool:
        """Whether ``best`` is no command, and all its words but some are the ``command``."""
        return set(command.split()) < set(best.split()) and not self._commands.accepts(self._whole(best))

    def _more_than(self, text: str, best: str) -> Transcript | None:
        """What was heard ``best``, if that is no command, where ``text`` is one that has only some of its words."""
        lacks_some = self._lacks_words_of(best, text) and self._commands.accepts(self._whole(text))
        return Transcript(best, 0.5) if lacks_some else None

    def _mended(self, heard: Heard) -> Heard | None:
        """The command that was ``heard`` but for small words, beginning with what was said before a pause."""
        whole = self._whole(heard.text)
        mended = self._commands.nearest(whole)
        if mended is None or not f"{mended} ".startswith(f"{self._before} ".lstrip()):
            return None
        text = mended.removeprefix(self._before).strip()
        return Heard(text, heard.likelihood - LETTER_LIKELIHOOD * changed(whole, mended)) if text else None

    def _candidates(self, alternatives: Sequence[Heard], free: Finished) -> list[str]:
        """The commands that may have been said, however unlikely: of the ``alternatives``, or near to the words.

        Where some are in a usual wording, these alone.
        """
        best = alternatives[0]
        mended = map(self._mended, (best, Heard(free.free, free.anything)))
        requests = (Heard(text, free.anything) for text in (free.transcript.text, *free.transcript.alternatives))
        accepted = (
            heard
            for heard in chain(alternatives, free.found, requests)
            if heard.text and self._commands.accepts(self._whole(heard.text))
        )
        found = dict.fromkeys(heard.text for heard in chain(accepted, filter(None, mended)))
        left = [text for text in found if not self._against(text, best.text, free)]
        return [text for text in left if self._commands.is_usual(self._whole(text))] or left

    def _whole(self, text: str) -> str:
        return f"{self._before} {text}".strip()


def _expected(model: VoskModel, commands: CommandSentences, wake_phrases: Sequence[str]) -> list[str]:
    """What the recogniser is made of: sentences, of which it counts the words and which word follows which.

    Commands count at least as much as all that is said around them.
    """
    around = [*commands.polite, *commands.others]
    times = math.ceil(len(around) / len(commands.samples)) if commands.samples else 0
    sentences = [*list(commands.samples) * max(1, times), *around]
    named = (f"{phrase} {sentence}" for phrase in known_phrases(model, wake_phrases) for sentence in sentences)
    expected = [*sentences, *named]
    if expected and model.knows(UNSPEAKABLE):
        words = sum(sentence.count(" ") + 2 for sentence in expected)
        padding = " ".join([UNSPEAKABLE] * PADDING_WORDS)
        expected += [padding] * max(1, round(words / SPEAKABLE_SHARE / PADDING_WORDS))
    return expected


def _alike(one: str, other: str) -> bool:
    return changed(one, other) <= MOST_UNLIKE * (len(one) + len(other)) / 2
