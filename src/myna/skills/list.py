"""Lists and notes: what is on them, what is put on them and taken off."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol

from myna.core.errors import MynaError
from myna.core.reply import Act, Reply, together
from myna.lists.manager import ListManager, end_alike
from myna.lists.store import Note
from myna.nlu.parsers import ListWords
from myna.nlu.responses import Responses
from myna.nlu.templates import Intent
from myna.skills.follow_ups import BARE
from myna.skills.second_thoughts import KEPT_SECONDS, Done
from myna.skills.skill_set import Answer, Classified, Handler, Skill

TOLD = 7
"""The most items that are read aloud; the others are counted."""

_LONGEST_ASKED = 5
"""Words of an item that a question may be about where it names no list; more only sounds like one."""

MOST_WORDS = 12
"""A longer sentence is no answer to a question for an item."""


class NoteKeeper(Protocol):
    """Keeps notes in files of a person's own, which are asked too."""

    def are_asked(self, text: str) -> bool:
        """Whether ``text`` asks the notes something."""
        ...

    async def add(self, text: str) -> None:
        """Write a note. Raises MynaError."""
        ...


class ListSkill(Skill):
    """Adds to, removes from, reads and clears the lists of ``manager``, and takes notes, which ``keeper`` keeps too.

    Where a sentence names no list, the one that was used last is meant; where there is none, the shopping list. "It" is
    the list that was spoken of last, a little while ago. What was put on a list or taken off is noted as ``done``.
    """

    name = "list"

    def __init__(
        self,
        responses: Responses,
        manager: ListManager,
        words: ListWords,
        keeper: NoteKeeper | None = None,
        done: Done | None = None,
    ) -> None:
        self._responses = responses
        self._manager = manager
        self._words = words
        self._keeper = keeper
        self._done = done or Done()

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent; nothing in a language that lacks the responses."""
        if "list_told" not in self._responses:
            return {}
        handlers: dict[str, Handler] = {
            "MynaListAdd": partial(self._known, self._add),
            "MynaListNeeded": self._needed,
            "MynaListRemove": partial(self._known, self._remove),
            "MynaListHas": partial(self._known, self._has),
            "MynaListRead": self._read_list,
            "HassShoppingListAddItem": partial(self._known, self._add),
            "HassShoppingListCompleteItem": partial(self._known, self._remove),
            "MynaListCount": lambda intent: self._of_list(self._count, intent),
            "MynaListNames": lambda _: self._names(),
            "MynaListClear": lambda intent: self._of_list(self._clear, intent),
            "MynaListDelete": lambda intent: (
                self._delete(self._list(intent)) if self._words.deletes(intent.text) else None
            ),
            "MynaListCreate": self._made,
            "MynaListTicked": self._ticked,
            "MynaListCorrected": self._corrected,
            "MynaListMoved": self._moved,
            "MynaListWhich": lambda _: self._which(),
            "MynaListPlaced": self._placed,
            "MynaNoteAbout": self._note_about,
            "MynaNoteTake": self._noted,
            "MynaNoteLast": lambda _: self._last_note(),
            "MynaNoteForget": lambda _: self._forget_note(),
            "MynaNotesRead": lambda _: self._read_notes(),
            "MynaNotesClear": lambda _: self._clear_notes(),
        }
        return {name: self._unless_other(handler) for name, handler in handlers.items()}

    def _unless_other(self, handler: Handler) -> Handler:
        """``handler``, unless the sentence is about the list of reminders, which is no list of these."""
        return lambda intent: None if self._words.names_other(intent.text) else handler(intent)

    def answers(self) -> Mapping[str, Answer]:
        """What answers each class of the classifier."""
        if "list_told" not in self._responses:
            return {}
        answers: dict[str, Answer] = {
            "list.add": self._changed,
            "list.remove": self._changed,
            "list.query": self._asked,
            "list.clear": self._cleared,
            "list.create": lambda found: self._create(self._words.list_name(found.text)),
        }
        return {name: self._unless_notes(answer) for name, answer in answers.items()}

    def _unless_notes(self, answer: Answer) -> Answer:
        """``answer``, unless the sentence asks a person's own notes, in which lists are none."""
        return lambda found: None if self._keeper and self._keeper.are_asked(found.text) else answer(found)

    def _known(self, then: Callable[[str, Sequence[str]], Reply | None], intent: Intent) -> Reply | None:
        """What ``then`` does with the items of ``intent``.

        None where a word is taken for a list that there is not. Where the items come behind the name of a list only the
        lists that there are tell one from the other.
        """
        if self._is_other(intent):
            items = self._items(intent)
            return self._on_other(lambda there: then(there, items) if items else self._shifted(there), intent)
        name, items = self._named(intent), self._items(intent)
        if "entry" in intent.slots and not items:
            return None
        if "fits" in intent.slots and not (self._is_there(name) or self._words.are_groceries(items)):
            return None
        if "alone" in intent.slots and not (self._is_there(name) and items):
            return None
        if intent.slots.keys() & {"alone", "wanted"} and self._words.names_no_items(intent.text):
            return None
        if "done" in intent.slots and self._list(intent) != "to-do":
            return None
        if "bought" in intent.slots and not self._words.are_groceries(items):
            return None
        if used := intent.slots.get("used"):
            there = None if self._words.list_name(intent.text) else self._there()
            return None if there is None or used not in (True, there) else then(there, items)
        begins = (name or "".join(items[:1])).casefold()
        known = next((one for one in self._manager.names if begins.startswith(f"{one} ")), None)
        if known is not None:
            behind = [*self._words.items("".join(items[:1])[len(known) + 1 :]), *items[1:]]
            return None if name is not None else then(known, behind)
        if "known" in intent.slots and (name is None or self._manager.items(name) is None):
            return None
        return then(*self._meant(intent.text, name or self._words.list_name(intent.text), items))

    def _is_there(self, name: str | None) -> bool:
        """Whether ``name`` is that of a list of the skill's own or of one that there is; None means one of these."""
        return name in (None, "shopping", "to-do", *self._manager.names)

    def _is_other(self, intent: Intent) -> bool:
        """Whether ``intent`` names its list as the other one, and none is called so."""
        return intent.slots.get("list") == "other" and "other" not in self._manager.names

    def _on_other(self, then: Callable[[str], Reply | None], intent: Intent) -> Reply | None:
        """What ``then`` does with the list that was not spoken of last; of several one is asked for."""
        here = self._there() or self._last_used()
        others = [name for name in self._manager.names if name != here]
        if "alone" in intent.slots and not self._items(intent):
            return None
        if len(others) == 1:
            return then(others[0])
        if not others:
            return self._reply(self._say("list_unknown", list=self._called("other")), None, {})

        def question(answer: str) -> Reply | None:
            name = self._words.called(answer.strip(" ,.!?"))
            return then(name) if name is not None and self._is_there(name) else None

        return Reply(self._say("list_which"), question=question)

    def _shifted(self, there: str) -> Reply | None:
        """Put the items that were mentioned last on the list ``there``, and no longer have them where they are."""
        name, mentioned = self._manager.mentioned
        if not mentioned:
            return None
        known = [item for item in mentioned if item in (self._manager.items(name) or ())]
        return self._exchanged((name, known), (there, known)) if known else self._add(there, mentioned)

    def _needed(self, intent: Intent) -> Reply | None:
        """What there is too little of goes onto the shopping list, where all of it is known to be bought."""
        items = self._items(intent)
        if self._words.names_no_items(intent.text) or not self._words.are_groceries(items):
            return None
        return self._add("shopping", items)

    def _changed(self, found: Classified) -> Reply | None:
        """Items that go onto a list and come off it, in one sentence."""
        if self._words.goes_elsewhere(found.text):
            return None
        on, off = self._words.changes(found.text)
        if not on and not off and found.intent == "list.add":
            named = self._words.enumerated(found.text)
            on = named if self._words.are_groceries(named) else on
        if found.intent == "list.remove" and not off:
            on, off = [], on
        if found.intent == "list.remove" and not off and self._words.empties(found.text):
            return self._emptied(found.text)
        name, items = self._meant(found.text, self._words.list_name(found.text), off or on)
        if on and off:
            replies = [self._remove(name, off), self._add(name, on)]
            items = [item for reply in replies for item in reply.slots["items"]]
            return together(replies, {"list": name, "items": items})
        return self._remove(name, items) if found.intent == "list.remove" or off else self._add(name, items)

    def _cleared(self, found: Classified) -> Reply | None:
        """Everything that comes off a list, unless the sentence names items."""
        on, off = self._words.changes(found.text)
        return self._changed(found) if on or off else self._emptied(found.text)

    def _emptied(self, text: str) -> Reply:
        name = self._list_in(text)
        return self._delete(name) if self._words.deletes(text) else self._clear(name)

    def _asked(self, found: Classified) -> Reply | None:
        if self._words.asks_for_lists(found.text):
            return self._names()
        if self._words.names_other(found.text) or not self._words.asks_for_items(found.text):
            return None
        on, _ = self._words.changes(found.text)
        name = self._list_in(found.text)
        longest = MOST_WORDS if self._words.list_name(found.text) else _LONGEST_ASKED
        return self._has(name, on, longest) if on else self._read(name)

    def _add(self, name: str, items: Sequence[str]) -> Reply:
        slots = {"list": name, "items": list(items)}
        if not items:
            return self._ask("list_add_what", lambda answer: self._add(name, answer), slots)

        async def act() -> None:
            known = {item for item in items if self._manager.find(name, item)}
            await self._manager.add(name, items)
            if new := [item for item in items if item not in known]:
                named = partial(self._instead, name, new)
                self._done.note(
                    partial(self._remove, name, new),
                    partial(self._otherwise, name, new),
                    named,
                    self._remove_mentioned,
                    partial(self._add_more, name),
                    partial(self._remove_that_one, name),
                    others={BARE: partial(self._add_bare, name, new, False)},
                )

        return self._reply(self._counted("list_{}_on", name, items), act, slots)

    def _otherwise(self, name: str, added: Sequence[str], words: str) -> Reply | None:
        """Put what was just ``added`` onto the list that is all of ``words``, or another number of it: "twelve".

        Words behind those of one item take its place: "apples pears", as in "no, not apples, pears". A number is one of
        the item that was spoken of last.
        """
        if self._words.is_list(words):
            return self._instead(name, added, words)
        for item in added:
            if (behind := words.casefold().removeprefix(f"{item.casefold()} ")) != words.casefold():
                return self._instead(name, [item], behind)
        mentioned_on, mentioned = self._manager.mentioned
        known = self._manager.items(name) or ()
        one = mentioned if mentioned_on == name and len(mentioned) == 1 and mentioned[0] in known else added
        new = self._words.recounted(one[0], words) if len(one) == 1 else None
        return None if new is None else self._exchanged((name, one), (name, [new]))

    def _instead(self, name: str, added: Sequence[str], words: str) -> Reply | None:
        """Put what ``words`` name in the place of what was just ``added`` to the list, or that onto another list."""
        if (other := self._words.list_name(words)) is not None:
            return self._exchanged((name, added), (other, added)) if other != name else None
        new, old = self._words.corrected(words)
        if not new or not all(self._manager.find(name, item) for item in old):
            return None
        if len(added) == 1 or old:
            return self._exchanged((name, old or added), (name, new))
        if set(new) < set(added):  # "no, not jam"
            return self._remove(name, new)
        slots = {"list": name, "items": new}
        return self._ask("list_remove_what", lambda answer: self._exchanged((name, answer), (name, new)), slots)

    def _exchanged(self, off: tuple[str, Sequence[str]], on: tuple[str, Sequence[str]]) -> Reply:
        """Take items off a list and put others on one."""
        name, items = on
        return together([self._remove(*off), self._add(name, items)], {"list": name, "items": list(items)})

    def _remove(self, name: str, items: Sequence[str]) -> Reply:
        slots = {"list": name, "items": list(items)}
        if not items:
            return self._ask("list_remove_what", lambda answer: self._remove(name, answer), slots)
        found = [item for wanted in items for item in self._manager.find(name, wanted)]
        if not found:
            return self._reply(self._counted("list_{}_not_on", name, items), None, slots)
        said = self._counted("list_{}_off", name, found)
        if missing := [wanted for wanted in items if not self._manager.find(name, wanted)]:
            said += " " + self._counted("list_{}_not_on", name, missing)

        async def act() -> None:
            await self._manager.remove(name, found)
            self._done.note(partial(self._add, name, found))

        return self._reply(said, act, slots)

    def _add_more(self, name: str, words: str, another: bool) -> Reply | None:
        """Put what ``words`` name on the list as well, unless they may say anything else."""
        new, old = self._words.corrected(words)
        if name == "to-do" and not new:
            new = self._words.entries(words, words)
        return None if another or old or not new else self._add(name, new)

    def _add_bare(self, name: str, added: Sequence[str], fresh: bool, words: str) -> Reply | None:
        """Put what all of ``words`` enumerate on the list: several things on a ``fresh`` one, else known groceries.

        "Two bottles" behind one thing that was ``added`` is how much there is to be of it.
        """
        amount = self._words.recounted(added[0], words) if len(added) == 1 and " " in words else None
        if amount is not None:
            return self._exchanged((name, added), (name, [amount]))
        new = self._words.enumerated(words)
        several = fresh and len(new) > 1
        return self._add(name, new) if several or self._words.are_groceries(new) else None

    def _remove_that_one(self, name: str, words: str) -> Reply | None:
        """Take off the item of the list whose place ``words`` say: "the second one"."""
        item = self._words.placed(words, self._manager.items(name) or ())
        return None if item is None else self._remove(name, [item])

    def _remove_mentioned(self) -> Reply:
        return self._remove(*self._manager.mentioned)

    def _has(self, name: str, items: Sequence[str], longest: int = _LONGEST_ASKED) -> Reply | None:
        if any(len(item.split()) > longest for item in items):
            return None  # "is there a reason that my account has a freeze on it"
        if not items:
            return self._read(name)
        if self._manager.items(name) is None and name not in ("shopping", "to-do"):
            unknown = self._say("list_unknown", list=self._called(name))
            return replace(self._reply(unknown, None, {"list": name}), empty=True)
        found = [item for item in items if self._manager.find(name, item)]
        missing = [item for item in items if item not in found]
        said = [self._counted("list_{}_on", name, found)] if found else []
        said += [self._counted("list_{}_not_on", name, missing)] if missing else []
        mention = partial(self._manager.mention, name, found or items)
        told = self._reply(" ".join(said), mention, {"list": name, "items": list(items)})
        return replace(told, only_notes=True)

    def _read(self, name: str) -> Reply:
        return self._told(name, "list_told")

    def _count(self, name: str) -> Reply:
        return self._told(name, "list_counted")

    def _told(self, name: str, key: str) -> Reply:
        """What is on the list, in the response ``key``; "it" is that list then."""
        items = self._manager.items(name)
        if not items:
            key = "list_unknown" if items is None and name not in ("shopping", "to-do") else "list_empty"
        n, named = len(items or ()), self._enumerated(items or ())
        said = self._say(key, list=self._called(name), items=named, n=n)
        told = self._reply(said, partial(self._manager.speak_of, name), {"list": name})
        return replace(told, only_notes=True)

    def _names(self) -> Reply:
        names = [self._called(name) for name in self._manager.names]
        return self._reply(self._say("list_names" if names else "list_none", items=self._enumerated(names)), None, {})

    def _clear(self, name: str) -> Reply:
        called, slots = self._called(name), {"list": name}
        if not self._manager.items(name):
            key = "list_unknown" if self._manager.items(name) is None else "list_empty"
            return self._reply(self._say(key, list=called), None, slots)

        async def act() -> None:
            items = self._manager.items(name) or ()
            await self._manager.clear(name)
            self._done.note(partial(self._add, name, items))

        cleared = self._reply(self._say("list_cleared", list=called), act, slots)
        return self._agreed(self._say("list_clear_first", list=called), cleared, slots)

    def _delete(self, name: str) -> Reply:
        called, slots = self._called(name), {"list": name}
        if (items := self._manager.items(name)) is None:
            return self._reply(self._say("list_unknown", list=called), None, slots)
        deleted = self._reply(self._say("list_deleted", list=called), partial(self._manager.delete, name), slots)
        return self._agreed(self._say("list_delete_first", list=called), deleted, slots) if items else deleted

    def _create(self, name: str | None, items: Sequence[str] = ()) -> Reply:
        if name is None:
            return self._ask("list_call_what", lambda answer: self._create(answer[0], items), {})
        if items:
            added = self._add(name, items)
            new = self._manager.items(name) is None
            return together([self._create(name), added], added.slots) if new else added

        async def act() -> None:
            there = self._manager.items(name) is not None
            await self._manager.create(name)
            if not there:
                bare = partial(self._add_bare, name, (), True)
                self._done.note(partial(self._delete, name), more=partial(self._add_more, name), others={BARE: bare})

        return self._reply(self._say("list_made", list=self._called(name)), act, {"list": name})

    def _made(self, intent: Intent) -> Reply | None:
        """A new list, with the items that are to be on it; None where these only tell what it is a list of."""
        name, items = self._named(intent), self._items(intent)
        return None if name is None and items else self._create(name, items)

    def _of_list(self, then: Callable[[str], Reply], intent: Intent) -> Reply | None:
        """What ``then`` does with the list of the sentence, or with "that", if one was spoken of a little while ago."""
        name = self._there() if "used" in intent.slots else self._list(intent)
        return None if name is None else then(name)

    def _ticked(self, intent: Intent) -> Reply | None:
        """Take what is not needed any more off the list that was spoken of, where any of it is there."""
        name, items = self._there(), self._items(intent)
        if "those" in intent.slots:
            return self._did_those(name)
        if "anywhere" in intent.slots and items:
            found_on = [one for one in self._manager.names if all(self._manager.find(one, item) for item in items)]
            name = name if name in found_on else next(iter(found_on), None)
        if name is None or not items:
            return None
        if "did" in intent.slots:
            done = [item for item in self._manager.items(name) or () if self._words.is_done(item, items)]
            return self._remove(name, done) if done and name != "shopping" else None
        found = [self._manager.find(name, item) for item in items]
        if name == "shopping":
            found = [[one for one in ones if end_alike(one, item)] for ones, item in zip(found, items, strict=True)]
        if not any(found):
            return None
        reply = self._remove(name, [one for ones in found for one in ones])
        missing = [item for item, ones in zip(items, found, strict=True) if not ones]
        more = f" {self._counted('list_{}_not_on', name, missing)}" if missing else ""
        return replace(reply, text=f"{reply.text}{more}")

    def _did_those(self, name: str | None) -> Reply | None:
        """Take what was mentioned last off the list of things to do, if that was spoken of a little while ago."""
        mentioned_on, mentioned = self._manager.mentioned
        known = self._manager.items("to-do") or ()
        if name != "to-do" or mentioned_on != name or not all(item in known for item in mentioned):
            return None
        return self._remove(name, mentioned) if mentioned else None

    def _corrected(self, intent: Intent) -> Reply | None:
        """Put a word in the place of another one, in the note or on the list that was spoken of last."""
        spoken_of = self._manager.spoken_of(KEPT_SECONDS)
        new, old = str(intent.slots.get("new", "")).strip(" ,.!?"), str(intent.slots.get("old", "")).strip(" ,.!?")
        if isinstance(spoken_of, Note):
            found = re.search(rf"(?<!\w){re.escape(old)}(?!\w)", spoken_of.text, re.IGNORECASE) if old else None
            text = found and f"{spoken_of.text[: found.start()]}{new}{spoken_of.text[found.end() :]}"
            return self._reworded(spoken_of, text) if text and spoken_of in self._manager.notes else None
        if spoken_of is None:
            return None
        if "items" in intent.slots:
            return self._otherwise(spoken_of, self._manager.items(spoken_of) or (), str(intent.slots["items"]))
        wrong, right = self._words.items(old), self._words.items(new)
        if not right or not wrong or not all(self._manager.find(spoken_of, item) for item in wrong):
            return None
        return self._exchanged((spoken_of, wrong), (spoken_of, right))

    def _moved(self, intent: Intent) -> Reply | None:
        """Take items off the list that was spoken of, or used last, and put them on the one that is named."""
        if self._is_other(intent):
            return self._on_other(lambda there: self._moved_to(there, intent), intent)
        return self._moved_to(self._named(intent), intent)

    def _moved_to(self, other: str | None, intent: Intent) -> Reply | None:
        name = self._there() or self._last_used()
        name, items = self._meant(intent.text.partition(" to ")[0], name, self._items(intent))
        if other is None or other == name or not items:
            return None
        found = [item for wanted in items for item in self._manager.find(name, wanted)]
        return self._exchanged((name, found), (other, found)) if found else None

    def _which(self) -> Reply | None:
        """On which list the items are that were spoken of last."""
        name, (mentioned_on, mentioned) = self._there(), self._manager.mentioned
        if name is None:
            return self._reply(self._say("list_on_none"), None, {})
        return self._has(name, mentioned) if name == mentioned_on else self._read(name)

    def _placed(self, intent: Intent) -> Reply | None:
        """What stands at a place of the list: "the second one"."""
        name = self._named(intent) or self._there()
        item = self._words.placed(f"the {intent.slots['place']} one", self._manager.items(name) or ()) if name else None
        if name is None or item is None:
            return None
        mention = partial(self._manager.mention, name, [item])
        return replace(self._reply(f"{item}.", mention, {"list": name, "items": [item]}), only_notes=True)

    def _read_list(self, intent: Intent) -> Reply | None:
        """What is on the list, or what was noted; None where the sentence only points to one, and none was used yet."""
        if self._is_other(intent):
            return self._on_other(self._read, intent)
        if "used" not in intent.slots:
            return self._read(self._list(intent))
        if intent.slots["used"] == "named":
            return self._read(name) if (name := self._list(intent)) in self._manager.names else None
        if isinstance(note := self._manager.spoken_of(KEPT_SECONDS), Note):
            return self._reply(self._say("note_told", text=note.text), None, {"text": note.text})
        if (there := self._there()) is not None:
            return self._read(there)
        return self._read(self._list(intent)) if self._manager.names and intent.slots["used"] != "lately" else None

    def _noted(self, intent: Intent) -> Reply | None:
        """What the sentence notes; None where it writes that down on a list."""
        text = str(intent.slots.get("text", ""))
        if "unlisted" in intent.slots and self._words.list_name(intent.text) is not None:
            return None
        return None if "stated" in intent.slots and not self._words.tells(text) else self._note(text)

    def _note(self, text: str) -> Reply:
        if not text:
            said = self._say("note_what")
            return Reply(said, question=lambda text: self._note(text) if text.strip() else None, takes_any=True)
        return self._reply(self._say("note_taken", text=text), partial(self._take, text), {"text": text})

    async def _take(self, text: str) -> str | None:
        """Keep a note; what is said where the person's own files cannot have it."""
        deleted = partial(self._note_deleted, await self._manager.note(text))
        self._done.note(deleted, away=deleted)
        try:
            if self._keeper is not None:
                await self._keeper.add(text)
        except MynaError as error:
            return self._say("note_not_written", text=text, reason=error.message)
        return None

    def _reworded(self, note: Note, text: str) -> Reply:
        """Have ``text`` in the place of a note; files of the person's own keep the old one too."""
        taken, deleted = self._note(text), self._note_deleted(note)
        both = together([deleted, taken], {"text": text})
        return both if self._keeper is not None else replace(both, act=partial(self._exchange, deleted, taken))

    async def _exchange(self, deleted: Reply, taken: Reply) -> str | None:
        for reply in (deleted, taken):
            if reply.act is not None:
                await reply.act()
        return taken.text

    def _note_about(self, intent: Intent) -> Reply | None:
        """The newest note that has all that is asked about."""
        note = next(iter(self._manager.find_notes(str(intent.slots["about"]))), None)
        if note is None:
            told = "said" in intent.slots and self._keeper is None
            return replace(self._reply(self._say("note_not_found"), None, {}), empty=True) if told else None
        said = self._say("note_told", text=note.text)
        return replace(self._reply(said, partial(self._manager.speak_of, note), {"text": note.text}), only_notes=True)

    def _last_note(self) -> Reply:
        """The newest note."""
        if not self._manager.notes:
            return self._reply(self._say("note_none"), None, {})
        note = self._manager.notes[-1]
        told = self._reply(
            self._say("note_told", text=note.text), partial(self._manager.speak_of, note), {"text": note.text}
        )
        return replace(told, only_notes=True)

    def _forget_note(self) -> Reply:
        """Remove the newest note, behind a yes."""
        if not self._manager.notes:
            return self._reply(self._say("note_none"), None, {})
        note = self._manager.notes[-1]
        return self._agreed(self._say("note_delete_first", text=note.text), self._note_deleted(note), {})

    def _note_deleted(self, note: Note) -> Reply:
        if note not in self._manager.notes:
            return Reply()
        said = self._say("note_deleted" if self._keeper is None else "note_deleted_here", text=note.text)
        return self._reply(said, partial(self._manager.remove_note, note), {"text": note.text})

    def _read_notes(self) -> Reply:
        notes = [note.text for note in reversed(self._manager.notes)]
        return self._reply(self._say("notes_told" if notes else "note_none", items=self._enumerated(notes)), None, {})

    def _clear_notes(self) -> Reply:
        if not self._manager.notes:
            return self._reply(self._say("note_none"), None, {})
        said = self._say("notes_cleared" if self._keeper is None else "notes_cleared_here")
        cleared = self._reply(said, self._manager.clear_notes, {})
        return self._agreed(self._say("notes_clear_first"), cleared, {})

    def _ask(self, key: str, then: Callable[[list[str]], Reply], slots: Mapping[str, object]) -> Reply:
        """Ask for the items or the name that ``then`` takes."""

        def question(answer: str) -> Reply | None:
            if len(answer.split()) > MOST_WORDS or self._words.agrees(answer) is not None or self._words.asks(answer):
                return None
            if self._words.list_name(answer) not in (None, slots.get("list", self._words.list_name(answer))):
                return None  # an order for another list
            on, off = self._words.changes(answer)
            items = on or off or self._words.items(answer)
            return then(items) if items else None

        return Reply(self._say(key), question=question, slots=slots, takes_any=True)

    def _agreed(self, said: str, then: Reply, slots: Mapping[str, object]) -> Reply:
        """Ask whether ``then`` is wanted."""
        answers = {True: then, False: Reply(self._say("list_stays")), None: None}
        return Reply(said, question=lambda answer: answers[self._words.agrees(answer)], slots=slots)

    def _meant(self, text: str, name: str | None, items: Sequence[str]) -> tuple[str, Sequence[str]]:
        """The list and the items of ``text``, where it only points to them ("cross that off") those mentioned last."""
        mentioned_on, mentioned = self._manager.mentioned
        if not items and mentioned and self._words.refers(text):
            return name or mentioned_on, mentioned
        return name or self._list_in(text), items

    def _list_in(self, text: str) -> str:
        there = self._there() if self._words.points_to_list(text) else None
        return self._words.list_name(text) or there or self._last_used()

    def _there(self) -> str | None:
        """The list that "it" means: the one that was spoken of last, a little while ago."""
        spoken_of = self._manager.spoken_of(KEPT_SECONDS)
        return spoken_of if isinstance(spoken_of, str) else None

    def _list(self, intent: Intent) -> str:
        return self._named(intent) or self._list_in(intent.text)

    def _named(self, intent: Intent) -> str | None:
        said = intent.slots.get("list")
        return None if said is None else self._words.called(str(said))

    def _last_used(self) -> str:
        return next(iter(self._manager.names), "shopping")

    def _items(self, intent: Intent) -> list[str]:
        said = str(intent.slots.get("items", intent.slots.get("item", "")))
        if "alone" in intent.slots:
            return self._words.put_alone(intent.text, said, to_do=self._named(intent) == "to-do")
        return self._words.entries(intent.text, said) if "entry" in intent.slots else self._words.items(said)

    def _called(self, name: str) -> str:
        """The list in the words of an answer; some languages have words of their own for the shopping list."""
        return self._responses.text(f"list_called_{name}") or self._say("list_called", list=name)

    def _say(self, key: str, **values: object) -> str:
        return self._responses[key].format(**values)

    def _counted(self, key: str, name: str, items: Sequence[str]) -> str:
        plural = len(items) > 1 or (items[0].endswith("s") and not items[0].endswith("ss"))
        said = self._say(key.format("are" if plural else "is"), items=self._enumerated(items), list=self._called(name))
        return said[:1].upper() + said[1:]

    def _enumerated(self, items: Sequence[str]) -> str:
        """``items`` as they are said, the first of them where they are many."""
        said, comma = list(items[:TOLD]), self._responses.get("list_comma", ", ")
        if len(items) > TOLD + 1:
            said.append(self._say("list_more", n=len(items) - TOLD))
        elif len(items) > TOLD:
            said = list(items)
        return self._say("list_and").join([comma.join(said[:-1]), said[-1]]) if len(said) > 1 else "".join(said)

    @staticmethod
    def _reply(said: str, act: Act | None, slots: Mapping[str, object]) -> Reply:
        return Reply(said[:1].upper() + said[1:], act, slots=slots)
