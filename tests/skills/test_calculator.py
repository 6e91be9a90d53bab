"""Sums, as they are asked and answered."""
# ruff: noqa: RUF001 -- look-alikes are meant

import pytest

from myna.skills.skill_set import Skills
from skills.answers import answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("what is twelve times seven", "12 times 7 is 84."),
        ("thousand two hundred plus five", "1,200 plus 5 is 1,205."),
        ("what's hundred fifty plus twenty", "150 plus 20 is 170."),
        ("seven eights are what", "7 times 8 is 56."),
        ("what's the difference between nine and twelve", "12 minus 9 is 3."),
        ("eighteen percent tip on forty six fifty", "18 percent of 46.5 is 8.37."),
        ("four fives is what", "4 times 5 is 20."),
        ("what do i tip on forty five dollars at twenty percent", "20 percent of 45 is 9 dollars."),
        ("what's the tip on sixty dollars at fifteen percent", "15 percent of 60 is 9 dollars."),
        (
            "what's half of three quarters of a cup",
            "Half of three quarters of a cup is three eighths of a cup.",
        ),
        ("a third of two cups", "A third of 2 cups is two thirds of a cup."),
        ("half of one and a half cups", "Half of one and a half cups is three quarters of a cup."),
        ("double two thirds of a cup", "Double two thirds of a cup is 1 and a third cups."),
        ("twice half a cup of flour", "Double half a cup of flour is 1 cup of flour."),
        ("forty two divided by six", "42 divided by 6 is 7."),
        ("the square root of nine", "The square root of 9 is 3."),
        ("what's the square root of two?", "The square root of 2 is about 1.41."),
        ("two to the power of ten", "2 to the power of 10 is 1,024."),
        ("two to the tenth power", "2 to the power of 10 is 1,024."),
        ("What is 2^100?", "2 to the power of 100 is about 1.27 times 10 to the power of 30."),
        ("5 * 7", "5 times 7 is 35."),
        ("What's 5 - 7?", "5 minus 7 is -2."),
        ("5 × 7 =", "5 times 7 is 35."),
        ("(5+3)*2", "(5 plus 3) times 2 is 16."),
        ("1,000 / 3", "1,000 divided by 3 is about 333.33."),
        ("fifteen percent of eighty", "15 percent of 80 is 12."),
        ("how much is 15% of 80", "15 percent of 80 is 12."),
        ("what is fifteen percent off eighty", "15 percent off 80 is 68."),
        ("twenty percent plus five percent", "20 percent plus 5 percent is 25 percent."),
        ("what percent of eighty is twenty", "20 is 25 percent of 80."),
        ("twenty is what percentage of thirty", "20 is about 66.67 percent of 30."),
        ("half of thirty", "Half of 30 is 15."),
        ("what is fifteen percent of fifty dollars", "15 percent of 50 dollars is 7.5 dollars."),
        ("what is two plus two equal to", "2 plus 2 is 4."),
        ("two thirds of ninety", "Two thirds of 90 is 60."),
        ("add ten percent to sixty", "60 plus 10 percent is 66."),
        ("add twenty five percent to 80", "80 plus 25 percent is 100."),
        ("add 15% to 80 dollars", "80 plus 15 percent is 92 dollars."),
        ("subtract ten percent from fifty", "50 minus 10 percent is 45."),
        ("five dollars times three", "5 times 3 is 15 dollars."),
        ("i need to know what is 85% of $1500", "85 percent of 1,500 dollars is 1,275 dollars."),
        ("what is a hundred dollars split by four", "100 divided by 4 is 25 dollars."),
        ("add twenty five and seven", "25 plus 7 is 32."),
        ("please add five to seven", "5 plus 7 is 12."),
        ("subtract three from ten", "10 minus 3 is 7."),
        ("multiply 3 by 4", "3 times 4 is 12."),
        ("divide ten by four", "10 divided by 4 is 2.5."),
        ("what is the sum of two and three", "2 plus 3 is 5."),
        ("what do two plus three make", "2 plus 3 is 5."),
        ("could you tell me what is five plus six", "5 plus 6 is 11."),
        ("can you calculate nine squared please", "9 squared is 81."),
        ("what is one divided by zero", "Nothing can be divided by zero."),
        ("the square root of minus one", "A negative number has no such root."),
        ("what is two to the power of a million", "That is too large a number for me."),
        ("what percent of zero is five", "Nothing can be divided by zero."),
    ],
)
def test_a_sum(skills: Skills, question: str, told: str) -> None:
    assert answer(skills, question) == told
