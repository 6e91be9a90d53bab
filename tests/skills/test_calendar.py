"""Days to come and gone by."""

import pytest

from myna.skills.skill_set import Skills
from skills.answers import answer, talked
from skills.context_kit import FakeContext, SkillBuilder


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("how long until christmas", "30 days until Friday, December 25."),
        ("How many days until Christmas?", "30 days until Friday, December 25."),
        ("how many sleeps till christmas", "30 days until Friday, December 25."),
        ("how many weeks are left until christmas", "4 weeks and 2 days until Friday, December 25."),
        ("how long is it until the fourth of july", "221 days until Sunday, July 4."),
        ("how many hours until friday", "32 hours and 50 minutes until Friday, November 27."),
        ("hours until friday", "32 hours and 50 minutes until Friday, November 27."),
        ("how many hours are left until tomorrow", "8 hours and 50 minutes until Thursday, November 26."),
        ("how many minutes until tomorrow", "530 minutes until Thursday, November 26."),
        ("how many hours until five o'clock", "1 hour and 50 minutes until 5 PM."),
        ("how long until friday", "2 days until Friday, November 27."),
        ("how many days until tomorrow", "1 day until Thursday, November 26."),
        ("how long until january first twenty thirty", "1,133 days until Tuesday, January 1, 2030."),
        ("how long until five o'clock", "1 hour and 50 minutes until 5 PM."),
        ("how long until half past three", "20 minutes until 3:30 PM."),
        ("how many minutes until quarter to four", "35 minutes until 3:45 PM."),
        ("how long until 17:30", "2 hours and 20 minutes until 5:30 PM."),
        ("how long until eight tomorrow morning", "16 hours and 50 minutes until 8 AM."),
        ("how long until midnight", "8 hours and 50 minutes until midnight."),
        ("how long until the twenty fifth of november", "Today is Wednesday, November 25."),
        ("how many days since christmas", "335 days since Thursday, December 25, 2025."),
        ("how long ago was new year", "328 days since Thursday, January 1, 2026."),
        ("when is memorial day", "That is Monday, May 31."),
        ("when is presidents day", "That is Monday, February 15."),
        ("when is labor day in 2028", "That is Monday, September 4, 2028."),
        ("when was mother's day", "That was Sunday, May 10."),
        ("how many days until thanksgiving", "1 day until Thursday, November 26."),
        ("what day is the fourth of july", "That is Sunday, July 4."),
        ("what day was the fourth of july nineteen seventy six", "That was Sunday, July 4, 1976."),
        ("what day of the week is December 25th?", "That is Friday, December 25."),
        ("what day is tomorrow", "That is Thursday, November 26."),
        ("what day was yesterday", "That was Tuesday, November 24."),
        ("what's tomorrow's date", "That is Thursday, November 26."),
        ("what is the date of easter", "That is Sunday, March 28."),
        ("when is halloween this year", "That was Saturday, October 31."),
        ("how many more days to go until christmas", "30 days until Friday, December 25."),
        ("when is thanksgiving", "That is Thursday, November 26."),
        ("when was easter", "That was Sunday, April 5."),
    ],
)
def test_a_day(skills: Skills, question: str, told: str) -> None:
    assert answer(skills, question) == told


@pytest.mark.parametrize(
    ("sentences", "told"),
    [
        (["when is christmas", "and the day after that"], "That is Saturday, December 26."),
        (["when is christmas", "and the day after that", "and two weeks later"], "That is Saturday, January 9."),
        (["when is christmas", "how long is that"], "30 days until Friday, December 25."),
        (["when is christmas", "what day is that"], "That is Friday, December 25."),
        (["when is christmas", "what day is it"], "Today is Wednesday."),
        (["how far away is christmas", "three days before that"], "That is Tuesday, December 22."),
        (["when was mother's day", "how many weeks is that"], "28 weeks and 3 days since Sunday, May 10."),
    ],
)
async def test_what_is_asked_behind_a_day(sentences: list[str], told: str) -> None:
    replies = await talked(SkillBuilder()(FakeContext()), sentences)
    assert replies[-1] is not None
    assert replies[-1].text == told
