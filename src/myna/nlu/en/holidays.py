"""Public holidays of the United States and of England, by name and rule. Pure.

Sources: 5 U.S.C. 6103 for the United States; the Banking and Financial Dealings Act 1971, schedule 1, for England. A
day in lieu of a holiday on a weekend is not counted.
"""

from datetime import date, timedelta

from myna.nlu.en.dates import easter


def _nth(year: int, month: int, weekday: int, count: int) -> date:
    """The ``count``th such weekday (Monday is 0) of a month; -1 is the last."""
    if count > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def of_year(tag: str, year: int) -> list[tuple[date, str]]:
    """The holidays of ``year`` in their order, each with its name; England's for ``en-gb``, else the United States'."""
    if tag == "en-gb":
        days = {
            "New Year's Day": date(year, 1, 1),
            "Good Friday": easter(year) - timedelta(days=2),
            "Easter Monday": easter(year) + timedelta(days=1),
            "the early May bank holiday": _nth(year, 5, 0, 1),
            "the spring bank holiday": _nth(year, 5, 0, -1),
            "the summer bank holiday": _nth(year, 8, 0, -1),
            "Christmas Day": date(year, 12, 25),
            "Boxing Day": date(year, 12, 26),
        }
    else:
        days = {
            "New Year's Day": date(year, 1, 1),
            "Martin Luther King Day": _nth(year, 1, 0, 3),
            "Presidents' Day": _nth(year, 2, 0, 3),
            "Memorial Day": _nth(year, 5, 0, -1),
            "Juneteenth": date(year, 6, 19),
            "Independence Day": date(year, 7, 4),
            "Labor Day": _nth(year, 9, 0, 1),
            "Columbus Day": _nth(year, 10, 0, 2),
            "Veterans Day": date(year, 11, 11),
            "Thanksgiving": _nth(year, 11, 3, 4),
            "Christmas Day": date(year, 12, 25),
        }
    return sorted((day, name) for name, day in days.items())


def next_after(tag: str, today: date) -> tuple[date, str]:
    """The first holiday after ``today``, and its name."""
    return next(one for year in (today.year, today.year + 1) for one in of_year(tag, year) if one[0] > today)
