"""Groceries that are said one behind the other, as a recogniser writes no commas: "eggs bread and butter". Pure.

Its rules:

1. Words are taken apart only where every one of them belongs to a grocery of its own; what is not known stays whole.
2. A plural ends an item ("eggs bread"): in a compound the first word is a singular ("egg noodles").
3. So does what is not counted ("bread milk"), unless both together are a grocery ("bread flour") or the next word is
   what things are made into ("rice cakes"). Behind any other singular nothing is taken apart: "chicken soup".
"""

from collections.abc import Sequence

from myna.nlu.en import numbers
from myna.nlu.en.words import word_set

_PLURALS = word_set("""
    apples apricots aubergines avocados bagels bananas batteries beans beers beetroots berries biscuits blueberries buns
    burgers candles carrots cherries chillies chips chocolates cookies courgettes crackers cranberries crisps croissants
    crumpets cucumbers dates doughnuts eggs figs flowers grapefruits grapes herbs kiwis leeks lemons lentils lettuces
    limes mangoes mangos matches melons muffins mushrooms nappies noodles nuts oats olives onions oranges parsnips
    peaches pears peas peppers pickles plums potatoes prawns pretzels radishes raisins raspberries rolls sausages scones
    seeds shallots spices sprouts strawberries sweets tissues tomatoes tortillas turnips vegetables waffles walnuts
    wipes wraps yoghurts yogurts
    """)
_UNCOUNTED = word_set("""
    bacon bleach bread broccoli butter cereal cheese coffee coriander cream flour garlic ginger ham honey jam juice
    ketchup lemonade margarine mayonnaise milk mince mustard oil parsley pasta pepper rice salt sauce shampoo soap soup
    spinach sugar tea toothpaste vinegar yoghurt yogurt
    """)
_OTHERS = word_set("""
    apple aubergine avocado banana beef beer cabbage cake cauliflower celery charcoal chicken chocolate cider cola
    cucumber detergent fish foil gin lamb lemon lettuce lime onion orange pizza pork potato rum salad
    salmon steak tofu tomato tuna turkey vodka water whisky wine yeast
    """)
_SINGLE = _PLURALS | _UNCOUNTED | _OTHERS

_MADE = word_set("""
    bagels bags bars beans biscuits burgers cake cakes chips cookies crackers crisps croissants cubes dip doughnuts
    dressing drinks filters flakes mix muffins noodles nuts paper pie pies pizza pods powder pudding rolls salad
    sandwiches sauce scones seeds soup spread steak sticks substitute sweets tart toast tortillas waffles wraps
    """)
"""What things that are not counted are made into, or come in."""
_TOGETHER = {
    (first, second)
    for first, seconds in {
        "bacon": "bits jam",
        "bread": "flour",
        "butter": "chicken lettuce",
        "cheese": "onion sausages",
        "coffee": "cream",
        "cream": "buns cheese eggs onion soda",
        "garlic": "bread butter mayonnaise mushrooms oil pasta prawns sausages",
        "ginger": "beer tea wine",
        "honey": "butter chicken ham melons mustard",
        "milk": "buns chocolate",
        "pepper": "cheese",
        "rice": "flour milk oil pasta vinegar wine",
        "salt": "beef fish",
        "spinach": "pasta",
        "sugar": "peas",
        "tea": "candles",
    }.items()
    for second in seconds.split()
}
"""Groceries of two words, each of which is one by itself."""
_KINDS = word_set("""
    almond baby baked baking basmati brown caster cheddar cherry coconut cooking double dried egg fresh frozen green
    ground icing large loose minced oat olive orange organic peanut plain puff red ripe sea semi single skimmed sliced
    small soft sour soy soya spare spring strawberry sweet tinned unsalted vegan washing white whole wholemeal
    """)
"""What stands before a grocery and belongs to it."""


def apart(item: str) -> list[str]:
    """The groceries that ``item`` enumerates without a word between them; ``item`` alone where it is one thing."""
    words = item.split()
    plain = [word.lower() for word in words]
    ends = [place for place in range(1, len(words)) if _ends(plain, place)]
    if not ends:
        return [item]
    parts = [(begin, end) for begin, end in zip([0, *ends], [*ends, len(words)], strict=True)]
    if not all(_is_grocery(plain[begin:end]) for begin, end in parts):
        return [item]
    return [" ".join(words[begin:end]) for begin, end in parts]


def _ends(words: Sequence[str], place: int) -> bool:
    """Whether an item may end before ``place``."""
    before, behind = words[place - 1], words[place]
    if before in _PLURALS:
        return True
    return before in _UNCOUNTED and behind not in _MADE and (before, behind) not in _TOGETHER


def _is_grocery(words: Sequence[str]) -> bool:
    """Whether ``words`` are one grocery, with what tells how many or of which kind."""
    *kinds, last = words
    known = _KINDS | numbers.BEGINNINGS | _SINGLE
    return last in _SINGLE and all(word in known or word.isdigit() for word in kinds)
