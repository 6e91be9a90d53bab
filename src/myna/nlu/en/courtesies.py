"""Greetings, thanks and goodbyes: without a word of the kind a sentence is none, whatever it sounds like. Pure."""

import re

_GOOD = (
    "amazing|awesome|best|brilliant|cool|dear|excellent|fantastic|good|great|lovely|nice|perfect|pleasant|smart|sweet"
    "|useful|wonderful"
)
_ME = r"(?:'ve|'re|'s|'ll)?(?: (?:a|an|are|be|been|have|is|my|so|such|such a|the|very|was|were|will be|\w+ly))*"
_WORDS = {
    "about.thanks": (
        r"than(?:ks?|kful|x)|thx|ty|cheers|ta|appreciat\w*|grateful|obliged|gratitude|indebted|owe you|bless you|kind"
        r"|kindness|glad|gracias|merci|danke|arigato|grazie|helpful|(?:big|great|huge) help|bravo|way to go|nicely done"
        r"|well done|that you so much"
        rf"|(?:{_GOOD}|fine) (?:answer|assistant|going|help|job|looking|one|robot|thinking|work)"
        rf"|you{_ME} (?:{_GOOD}|champ|correct|doll|gem|helped|helping|hero|legend|lifesaver|right|rock|star|thoughtful"
        rf"|treasure)|youre(?: a)? \w+|(?:it|that|this){_ME} (?:{_GOOD}|correct|right|what i)"
    ),
    "about.greeting": (
        r"h+e+l+o+|hullo|hallo|hi+|he+y+|heya|hiya|howdy|yo|ahoy|sup|greetings?|salut\w*|hola|bonjour|ciao|aloha|namaste"
        r"|shalom|konnichiwa|buenos|guten|welcome|(?:good|fine|top of the) (?:morning|afternoon|evening|day)"
        r"|^(?:morning|evening)|how (?:are|do|fares|goes|has|have|is|was|ya|you)|how'(?:re|s|ve)"
        r"|what(?:'s| is|s) (?:cooking|cracking|good|going on|happening|new|shaking|up)|wassup"
        r"|(?:glad|good|great|happy|lovely|nice|pleased) to (?:hear|meet|see|talk)"
        r"|long time no see|you there|hear me|are (?:things|you)|everything"
        r" (?:alright|good|ok|okay)|anything new|i(?:'m| am) (?:back|home)|hope you|been (?:a while|up to)"
        r"|have you (?:been|had)|meet again|your (?:day|evening|morning|night|week)|you(?:'re| are| been)? up to"
    ),
    "about.goodbye": (
        r"(?:good ?)?bye+\w*|farewell|see (?:ya|you)|cya|so long|(?:good ?|nighty )night\w*|take care|have an? \w+"
        r"|(?:catch|chat|meet|speak|talk)(?: to)? (?:again|later|soon|ya|you)|cheerio|adios|ciao|too[dt]le\w*|au revoir"
        r"|hasta|sayonara|^laters?|peace|(?:til|till|until) (?:later|next|then|tomorrow|we)|signing off|over and out"
        r"|i(?:'m| am) (?:done|going|heading|leaving|off|out|outta)|(?:got|gotta|have|must|need|should|time)(?: to)?"
        r" (?:be off|go|leave|run)|sweet dreams|sleep (?:tight|well)|rest well|take it easy|be (?:good|well)|stay safe"
        rf"|god bless|good day|off to|ta ta|be back|that(?:'s| is) (?:all|it)|(?:{_GOOD}|enjoyed|fun|glad|liked|loved"
        r"|pleasure|thanks)\b.* (?:chat\w*|convers\w*|seeing|speak\w*|talk\w*)"
    ),
}
_HAS_ONE = {kind: re.compile(rf"\b(?:{words})\b") for kind, words in _WORDS.items()}


def may_be(kind: str, text: str) -> bool:
    """Whether ``text`` has a word of the class ``kind``, such as "about.thanks"; True for all other classes."""
    return kind not in _HAS_ONE or _HAS_ONE[kind].search(text.lower()) is not None
