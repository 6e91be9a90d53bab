"""The words of an English sentence as the intent classifier wants them: without what says nothing of what is meant.

The classifier's file holds for these rules alone: ``scripts/train_intents.py`` trains with them.
"""

import re

from myna.nlu.en.words import word_set

LONGEST_CHARACTERS = 400
"""Of a text that is looked at: a minute of speech. What follows is left out, so that the time is bounded."""

_APOSTROPHES = str.maketrans("’‘`´", "''''")  # noqa: RUF001 -- look-alikes are meant
_NUMBERS = word_set("""
    zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion
    """)
_FILLERS = word_set("please um uh er erm hmm olly alexa siri google cortana myna computer kindly just")
_REWRITTEN = [
    (re.compile(pattern), into)
    for pattern, into in [
        (r"\bcan ?not\b|\bcan't\b|\bcant\b", "can not"),
        (r"\bwon't\b", "will not"),
        (r"\b(do|does|did|is|are|was|were|would|could|should|have|has|had)n'?t\b", r"\1 not"),
        (r"\b(what|where|who|when|how|that|it|there|here|which) ?'s\b|\b(what|that|who|where)s\b", r"\1\2 is"),
        (r"\blet's\b", "let us"),
        (r"\bi'?m\b", "i am"),
        (r"'re\b", " are"),
        (r"'ve\b", " have"),
        (r"'ll\b", " will"),
        (r"'d\b", " would"),
        (r"\bgonna\b", "going to"),
        (r"\bwanna\b", "want to"),
        (r"\bgotta\b", "got to"),
        (r"\bu\b", "you"),
        (r"(?<=\d)[,.:](?=\d)", ""),
        (r"(?<=\d)\s*x\s*(?=\d)", " times "),
        (r"\+", " plus "),
        (r"(?<=\d)\s*[-−]\s*(?=\d)", " minus "),  # noqa: RUF001
        (r"[*×]", " times "),  # noqa: RUF001
        (r"÷", " divided by "),
        (r"/", " slash "),
        (r"%", " percent "),
        (r"\$", " dollars "),
        (r"=", " equals "),
    ]
]
_WORD = re.compile(r"\d+|[^\W\d_]+")
_BEGINNING = re.compile(
    r"^(?:(?:can|could|would|will) you (?=\w)|i (?:would like|want|need|would love) you to |go ahead and "
    r"|i would like to (?:know )?|i (?:want|need) to know |(?:would|do) you mind )"
)


def classifier_words(text: str) -> list[str]:
    """The words of ``text`` without case, marks, contractions, politeness; a number, in words or digits, is "0"."""
    text = text[:LONGEST_CHARACTERS].lower().translate(_APOSTROPHES)
    for pattern, into in _REWRITTEN:
        text = pattern.sub(into, text)
    words: list[str] = []
    for word in _WORD.findall(text):
        if word[0].isdigit() or word in _NUMBERS:
            if words[-1:] != ["0"]:
                words.append("0")
        else:
            words.append(word)
    words = [word for word in words if word not in _FILLERS] or words
    return _BEGINNING.sub("", " ".join(words)).split() or words
