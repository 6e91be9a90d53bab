"""Greetings, thanks, goodbyes, and who one is: what has no word of the kind is hardly one, as it may sound. Pure."""

import re

_GOOD = (
    "amazing|awesome|best|better|brilliant|cool|dear|excellent|fantastic|fine|glad|good|great|happy|lovely|nice|ok|okay"
    "|perfect|pleasant|pleased|pleasure|smart|sweet|useful|well|wonderful"
)
_TALK = r"chat\w*|convers\w*|speak\w*|spoke|talk\w*"
_WORDS = {
    "about.thanks": (
        rf"{_GOOD}|than(?:k\w*|x)|that you so much|thx|ty|cheers|ta|gracias|merci|danke|arigato|grazie|appreciat\w*"
        r"|grateful|gratitude|indebted|obliged|owe|bless|bravo|kind|kindness|thoughtful|helpful|help|helped|helping"
        r"|saved?|lifesaver|champ|doll|gem|hero|legend|rocks?|star|treasure|job|work|answers?|correct|right|way to go"
        r"|done|(?:exactly|just) what i"
    ),
    "about.greeting": (
        rf"{_GOOD}|{_TALK}|h+e+l+o+|hullo|hallo|hi+|he+y+|heya|hiya|howdy|yo|ahoy|sup|greet\w*|salut\w*|hola|bonjour|ciao"
        r"|aloha|namaste|shalom|konnichiwa|buenos|guten|welcome|wassup|what'?s"
        r"|what (?:are|have|is) you|what is|how|how'\w+"
        r"|howre|hows|morning|afternoon|evening|day|meet|see you|hear|you there|i(?:'m| am) (?:back|home)|life|things"
        r"|everything|anything|feel|feeling|doing|hope|been (?:a while|up to)"
    ),
    "about.goodbye": (
        rf"(?:good ?)?bye+\w*|farewell|see (?:ya|you)|seeing|cya|so long|(?:good ?|nighty )?night\w*|care|have an? \w+"
        rf"|(?:catch|meet) (?:ya|you)|{_TALK}|cheerio|adios|ciao|too[dt]le\w*|au revoir|hasta|sayonara|^laters?|peace"
        r"|(?:til|till|until) (?:later|next|then|tomorrow|we)|signing|over and out"
        r"|i(?:'m| am) (?:done|going|heading|off|out)"
        r"|(?:got|gotta|have|must|need|should|time|want|going)(?: to)? (?:be off|go|leave|run)|leave|leaving|off|outta"
        r"|sweet dreams|sleep|rest well|take it easy|be (?:good|well)|stay safe|god bless|good day|ta ta|be back"
        r"|that(?:'s| is) (?:all|it)|enough|dismissed"
    ),
    "about.user": (
        r"names?|who|whom|whose|call(?:ed|s)?|know\w*|recogni[sz]e\w*|remember\w*|introduc\w*|identif\w*|identity|am i"
        r"|i am|i'm|address me|me\?"
    ),
}
_HAS_ONE = {kind: re.compile(rf"\b(?:{words})\b") for kind, words in _WORDS.items()}


def lacks_word(kind: str, text: str) -> bool:
    """Whether ``text`` has no word of the class ``kind``, such as "about.thanks"; False for all other classes."""
    return kind in _HAS_ONE and _HAS_ONE[kind].search(text.lower()) is None
