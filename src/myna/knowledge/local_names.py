"""The names of countries, capitals, currencies and languages in a language beside English, as sentences have them.

The names are in ``knowledge/tables/names.LANGUAGE.tsv``; the articles and other names that people say, which no data
has, in ``names.yaml``. A name that several countries have is none here.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from myna.core.tables import read_table
from myna.knowledge.fact_tables import FactTables, Place, local_names, tables
from myna.nlu.plain_words import plain

LOCAL_LANGUAGES = ("de", "es", "fr", "ko", "zh")

_ENGLISH = "en-us"


class LocalNames:
    """The names that ``language`` ("de") has. Reads the tables when it is made."""

    def __init__(self, language: str) -> None:
        self._names = local_names(language)
        self._tables: FactTables = tables(_ENGLISH)
        words: Mapping[str, Any] = read_table(files("myna.knowledge").joinpath("tables/names.yaml"))[language]
        self._default, *others = words["forms"]
        self._forms = {code: form for form in others for code in form["codes"].split()}
        countries, capitals = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
        for (kind, code), name in self._names.items():
            if kind == "country":
                countries[_key(name)].add(code)
                for capital in self._tables.by_code[code].capitals:
                    for one in (capital.name, self.capital(capital.name)):
                        capitals[_key(one)].add(code)
        for code, names in words["also"].items():
            for name in names:
                countries[_key(name)].add(code)
        for name, code in words.get("capitals", {}).items():
            capitals[_key(name)].add(code)
        self._countries, self._capitals = countries, capitals

    def country(self, name: str) -> Place | None:
        """The one country that is called ``name``."""
        return self._only(self._countries, name)

    def with_capital(self, name: str) -> Place | None:
        """The one country whose capital is called ``name``."""
        return self._only(self._capitals, name)

    def by_code(self, code: str) -> Place:
        """The country with the ``code``."""
        return self._tables.by_code[code]

    def said(self, place: Place, form: str = "name") -> str:
        """``place`` in the ``form`` "name" or "of", with its article."""
        text: str = self._form(place)[form]
        return text.format(x=self._names["country", place.code].replace("\u2019", "'").partition(" (")[0])

    def is_many(self, place: Place) -> bool:
        """Whether the verb behind ``place`` is in the plural."""
        return "many" in self._form(place)

    def capital(self, name: str) -> str:
        """What a capital with the English ``name`` is called; the same where nothing else is known."""
        return self._names.get(("capital", name), name)

    def currency(self, code: str) -> str | None:
        """The currency with the ``code``."""
        return self._names.get(("currency", code))

    def language(self, name: str) -> str | None:
        """The language with the English ``name``."""
        return self._names.get(("language", name))

    def _form(self, place: Place) -> Mapping[str, Any]:
        form: Mapping[str, Any] = self._forms.get(place.code, self._default)
        return form

    def _only(self, found: Mapping[str, set[str]], name: str) -> Place | None:
        codes = found.get(_key(name), set())
        return self._tables.by_code[min(codes)] if len(codes) == 1 else None


@cache
def names_in(language: str) -> LocalNames:
    """The names of ``language`` ("de"), read once."""
    return LocalNames(language)


def _key(name: str) -> str:
    return plain(name).replace(" ", "")
