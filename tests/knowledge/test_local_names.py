"""The names of countries in languages beside English."""

import pytest

from myna.knowledge.fact_tables import local_names
from myna.knowledge.local_names import LOCAL_LANGUAGES, names_in


@pytest.mark.parametrize("language", LOCAL_LANGUAGES)
def test_every_country_is_found_by_its_name(language: str) -> None:
    countries = {code: name for (kind, code), name in local_names(language).items() if kind == "country"}
    shared = {"CG", "CD"}  # both are the Congo in some languages

    lost = {
        code
        for code, name in countries.items()
        if (found := names_in(language).country(name)) is None or found.code != code
    }

    assert lost <= shared


@pytest.mark.parametrize(
    ("language", "code", "name", "of"),
    [
        ("de", "DE", "Deutschland", "von Deutschland"),
        ("de", "CH", "die Schweiz", "der Schweiz"),
        ("de", "US", "die Vereinigten Staaten", "der Vereinigten Staaten"),
        ("fr", "JP", "le Japon", "du Japon"),
        ("fr", "CU", "Cuba", "de Cuba"),
        ("es", "GB", "el Reino Unido", "del Reino Unido"),
        ("zh", "FR", "法国", "法国"),
        ("ko", "FR", "프랑스", "프랑스의"),
    ],
)
def test_a_country_is_said_with_its_article(language: str, code: str, name: str, of: str) -> None:
    names = names_in(language)
    place = names.by_code(code)

    assert (names.said(place), names.said(place, "of")) == (name, of)


def test_a_capital_is_known_by_its_own_name_and_others() -> None:
    assert [names_in("de").capital(name) for name in ("Rome", "Oslo")] == ["Rom", "Oslo"]
    assert [place and place.code for place in map(names_in("ko").with_capital, ("빈", "비엔나", "강릉"))] == [
        "AT",
        "AT",
        None,
    ]
