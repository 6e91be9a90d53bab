"""Groceries that are said one behind the other, as a recogniser writes no commas: "eggs bread and butter". Pure.

Its rules:

1. Words are taken apart only where every one of them belongs to a grocery of its own; what is not known stays whole.
2. A plural ends an item ("eggs bread"): in a compound the first word is a singular ("egg noodles").
3. So does what is not counted ("bread milk"), unless both together are a grocery ("bread flour") or the next word is
   what things are made into ("rice cakes"). Behind any other singular nothing is taken apart: "chicken soup".
4. An amount begins an item, whatever is counted: "ham a bag of ice", "leeks some salad". It does not where the words
   are something to be done ("fetch a bag of ice").
5. What is packed, and what a party needs, is said in the same way.
"""

import re
from collections.abc import Sequence

from myna.nlu.en import numbers
from myna.nlu.en.order_verbs import CHORES
from myna.nlu.en.words import word_set

_PLURALS = word_set("""
    apples apricots aubergines avocados bagels bananas batteries beans beers beetroots berries biscuits blueberries buns
    burgers candles carrots cherries chillies chips chocolates cookies courgettes crackers cranberries crisps croissants
    crumpets cucumbers dates doughnuts eggs figs flowers grapefruits grapes herbs kiwis leeks lemons lentils lettuces
    limes mangoes mangos matches melons muffins mushrooms nappies noodles nuts oats olives onions oranges parsnips
    peaches pears peas peppers pickles plums potatoes prawns pretzels radishes raisins raspberries rolls sausages scones
    seeds shallots spices sprouts strawberries sweets tissues tomatoes tortillas turnips vegetables waffles walnuts
    wipes wraps yoghurts yogurts
    bags breasts bulbs cartons chops drinks drumsticks fillets papers pitas pittas ribs satsumas sponges tablets thighs
    towels wings
    balloons bibs blankets boots bowls bottles cables chargers coats crayons cups decorations flipflops forks gloves
    hats invitations jackets jeans jumpers knickers knives leggings napkins pants passports pegs pens plasters plates
    pyjamas sandals serviettes sheets shirts shoes shorts socks spoons straps straws streamers sunglasses swimmers tents
    tickets tights toothbrushes torches trainers trousers trunks t-shirts underpants vests
    """)
_UNCOUNTED = word_set("""
    bacon bleach bread broccoli butter cereal cheese coffee coriander cream flour garlic ginger ham honey jam juice
    ketchup lemonade margarine mayonnaise milk mince mustard oil parsley pasta pepper rice salt sauce shampoo soap soup
    spinach sugar tea toothpaste vinegar yoghurt yogurt
    couscous deodorant hummus houmous lard mayo naan pesto quinoa sunscreen suncream
    """)
_OTHERS = word_set("""
    apple aubergine avocado banana beef beer cabbage cake cauliflower celery charcoal chicken chocolate cider cola
    cucumber detergent fish foil gin lamb lemon lettuce lime melon onion orange peach pear pineapple pizza pork potato
    rum salad salmon steak tofu tomato tuna turkey vodka water whisky wine yeast
    bulb cava champagne charger coat film fizz hat jacket jumper liquid mango mint paper passport powder prosecco roll
    sponge swimsuit tent torch toothbrush towel umbrella
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
        "mayo": "sandwich",
        "milk": "buns chocolate",
        "naan": "bread breads",
        "pepper": "cheese",
        "pesto": "chicken pasta pizza",
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
    almond baby baked baking basmati bin bog brown caster cheddar cherry chicken cling coconut cooking dishwasher double
    dried egg fairy fresh frozen green ground icing kitchen large light little loo loose minced oat olive orange organic
    paper peanut phone plain pork puff red ripe sea semi single skimmed sliced small soft sour soy soya spare spring
    strawberry sun sweet tea tin tinned toilet tuna unsalted up vegan wash washing white whole wholemeal
    """)
"""What stands before a grocery and belongs to it."""

_CONTAINERS = (
    r"(?:bags?|bars?|blocks?|bottles?|box(?:es)?|bunch(?:es)?|bundles?|cans?|cartons?|cases?|cloves?|couple|crates?"
    r"|cubes?|cups?|dozen|few|g|gallons?|grams?|handfuls?|heads?|jars?|jugs?|kg|kilos?|kilograms?|lbs?|lit(?:er|re)s?"
    r"|loaf|loaves|lots|multipacks?|ounces?|packets?|packs?|pairs?|pieces?|pints?|pots?|pouch(?:es)?|pounds?|punnets?"
    r"|rashers?|reels?|rolls?|sachets?|sacks?|sheets?|six[- ]packs?|slabs?|slices?|sticks?|tins?|trays?|tubes?|tubs?"
    r"|wedges?)"
)
_COUNT = rf"(?:an?|another|half(?: an?)?|\d\S*|{'|'.join(sorted(numbers.BEGINNINGS - {'a', 'an'}, key=len)[::-1])})"
_AMOUNT = re.compile(
    rf"(?:{_COUNT} )*{_COUNT}(?: (?:and a )?(?:half|quarters?))?"
    rf"(?: (?:big|large|little|small|nice|whole|family|fresh))? {_CONTAINERS} of (?=\w)"
    rf"|(?:{_COUNT} )*{_COUNT} dozen (?=\w)|(?:some|a few|a couple of|a bit of|plenty of|loads of) (?=\w)"
)
"""How much there is to be of an item: "two pounds of", "half a dozen", "some"."""

_COUNTED = re.compile(
    rf"(?:{_COUNT} )*{_COUNT}(?: (?:big|large|little|small|nice|whole|family))? {_CONTAINERS}(?: of)?"
)

_HELD = (
    word_set("""
    a all an and another at but by every for from half in like of on or per plus size than the times to with x
    """)
    | numbers.BEGINNINGS
)
"""Behind these no amount begins: it goes on, or belongs to what is before it."""

CONTAINED = frozenset(["added", "alcohol", "fat", "salt", "sugar"])
"""What a grocery is without: "no fat milk"."""


def as_corrected(item: str) -> str:
    """``item`` as it was meant where its speaker took the first one back: "apples no bananas"."""
    before, _, meant = item.lower().rpartition(" no ")
    if not before or meant in CONTAINED or not (are_groceries(before) and are_groceries(meant)):
        return item
    return item[len(item) - len(meant) :]


def apart(item: str) -> list[str]:
    """The groceries that ``item`` enumerates without a word between them; ``item`` alone where it is one thing."""
    return [grocery for part in _by_amounts(item) for grocery in _by_words(part)]


def is_amount(words: str) -> bool:
    """Whether ``words`` only say how much there is to be of something: "two packs"."""
    return _COUNTED.fullmatch(words.lower()) is not None


def uncounted(item: str) -> str:
    """``item`` without its amount: "two bottles of wine" is wine."""
    amount = _AMOUNT.match(item.lower())
    return item[amount.end() :] if amount else item


def are_groceries(item: str) -> bool:
    """Whether ``item`` is a grocery that is known, or an amount of something: "two bags of ice"."""
    lower = item.lower()
    amount = _AMOUNT.match(lower)
    return (amount is not None and " of " in amount.group()) or _is_grocery(lower.split())


def _by_amounts(item: str) -> list[str]:
    """``item`` taken apart before every amount in it."""
    words = item.split()
    plain = [word.lower() for word in words]
    if not words or (plain[0] in CHORES and plain[0] not in _SINGLE):
        return [item]
    starts, free = [0], 0
    for place in range(1, len(words)):
        if place < free or plain[place - 1] in _HELD:
            continue
        if (found := _AMOUNT.match(" ".join(plain[place:]))) is not None:
            starts.append(place)
            free = place + found.group().count(" ")
    ends = [*starts[1:], len(words)]
    return [" ".join(words[start:end]) for start, end in zip(starts, ends, strict=True)]


def _by_words(item: str) -> list[str]:
    """``item``, without an amount behind its first word, taken apart at words that end a grocery."""
    words = item.split()
    plain = [word.lower() for word in words]
    first = found.group().count(" ") if (found := _AMOUNT.match(" ".join(plain))) is not None else 0
    ends = [place for place in range(first + 1, len(words)) if _ends(plain, place)]
    if not ends:
        return [item]
    parts = [(begin, end) for begin, end in zip([0, *ends], [*ends, len(words)], strict=True)]
    if not all(_is_grocery(plain[max(begin, first) : end]) for begin, end in parts):
        return [item]
    return [" ".join(words[begin:end]) for begin, end in parts]


def _ends(words: Sequence[str], place: int) -> bool:
    """Whether an item may end before ``place``."""
    before, behind = words[place - 1], words[place]
    if before in _PLURALS or (before in _SINGLE and behind in ("a", "an")):
        return True
    return before in _UNCOUNTED and behind not in _MADE and (before, behind) not in _TOGETHER


def _is_grocery(words: Sequence[str]) -> bool:
    """Whether ``words`` are one grocery, with what tells how many or of which kind."""
    *kinds, last = words
    known = _KINDS | numbers.BEGINNINGS | _SINGLE
    return last in _SINGLE and all(word in known or word.isdigit() for word in kinds)
