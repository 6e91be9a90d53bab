import pytest

from myna.knowledge.note_lines import LONGEST, NoteLine, note_lines

MARKDOWN = """\
---
title: not read
---
# House
## Wifi
### Guests
- **Password**: `blue_whale*42`
- Network: [Myna-Guest](http://example.org/a_(b))
- ~~Old password: red fox~~
## Dishwasher
| Program | Time |
|---|---|
| Eco | 3 h 30 min |
| Quick program | 29 minutes |

The boiler is in the cellar. It was serviced in May 2024 by Mr. Smith, who came late,
and it is *fine*.

Bins:

- Paper: Monday
- Rest
  - Summer: Tuesday
Behind it

Under a line
------------
> a quoted line <!-- not said -->
```sh
echo "*"
```
***
"""


def lines(text: str, *, markdown: bool = True) -> list[tuple[str, str]]:
    return [(line.text, " > ".join(line.headings)) for line in note_lines(text, markdown=markdown)]


def test_markdown_is_read_line_by_line_with_its_headings() -> None:
    assert lines(MARKDOWN) == [
        ("Password: blue_whale*42", "House > Wifi > Guests"),
        ("Network: Myna-Guest", "House > Wifi > Guests"),
        ("Program Eco, Time: 3 h 30 min", "House > Dishwasher"),
        ("Quick program, Time: 29 minutes", "House > Dishwasher"),
        ("The boiler is in the cellar.", "House > Dishwasher"),
        (
            "It was serviced in May 2024 by Mr. Smith, who came late, and it is fine.",
            "House > Dishwasher",
        ),
        ("Paper: Monday", "House > Dishwasher > Bins"),
        ("Rest", "House > Dishwasher > Bins"),
        ("Summer: Tuesday", "House > Dishwasher > Bins > Rest"),
        ("Behind it", "House > Dishwasher > Bins"),
        ("a quoted line", "House > Under a line"),
        ('echo "*"', "House > Under a line"),
    ]


def test_plain_text_keeps_its_signs() -> None:
    text = "Guests:\nwifi password: a_b*c*\n# no heading\n\nPlumber: Joe\n\n- one\n2) two\n"
    assert lines(text, markdown=False) == [
        ("wifi password: a_b*c*", "Guests"),
        ("# no heading", "Guests"),
        ("Plumber: Joe", ""),
        ("one", ""),
        ("two", ""),
    ]


def test_a_line_that_nobody_would_listen_to_is_left_out() -> None:
    assert lines(f"{'word ' * LONGEST}\n\nshort\n{'x' * (LONGEST + 1)}: y\n") == [("short", "")]


@pytest.mark.parametrize("text", ["", "\n \n\t\n", "|", "||||\n|-|-|\n", "#", "-", "- [ ] ", "~~", "```", "\u200b"])
def test_what_has_no_words_gives_no_line(text: str) -> None:
    assert lines(text) == []


@pytest.mark.parametrize(
    "piece", ["*", "_a", "[", "](", "~~", "`", "|", "<!--", "a:\n ", "  -\n", "**a", "> ", "#", "=="]
)
def test_any_text_is_read_in_time(piece: str) -> None:
    for line in note_lines(piece * 50_000, markdown=True):
        assert len(line.text) <= LONGEST
    assert NoteLine("last") in list(note_lines(f"{piece * 1_000}\n\n```\n\n# \n\nlast", markdown=False))
