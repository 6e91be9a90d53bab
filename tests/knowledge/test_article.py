"""Pages of articles, as MediaWiki writes them and as simple as they come."""
# ruff: noqa: RUF001 -- the marks of other scripts are meant

import pytest

from myna.knowledge.article import paragraphs_of

WIKIPEDIA = """<!DOCTYPE html><html><head><title>Mercury</title><style>p {color: red}</style></head>
<body class="mw-body mediawiki"><header><h1>Mercury</h1></header><div id="mw-content-text">
<div role="note" class="hatnote navigation-not-searchable">This article is about the planet. <p>For others, see x.</p>
</div><p class="mw-empty-elt"></p>
<span><span id="coordinates">Coordinates: 1°N 2°E</span></span>
<table class="infobox"><tr><td><p>Radius 2439 km</p><ul><li>cell</li></ul></td></tr></table>
<figure typeof="mw:File/Thumb"><img src="x.png"/><figcaption><p>Seen in 1974</p></figcaption></figure>
<p><b>Mercury</b> (<span class="IPA"><a href="x">/ˈmɜːrkjʊri/</a></span>; <span lang="la">Mercurius</span>) is the
first planet from the&#160;<a href="Sun">Sun</a>.<sup id="cite-1" class="mw-ref reference"><a href="#1">[1]</a></sup>
It is 10<sup>6</sup>&nbsp;km, 1 km<sup>2</sup>, the 2<sup>nd</sup> of CO<sub>2</sub> &amp; <style>.x</style>more<script>
p="<p>"</script>.<sup class="noprint Inline-Template">[<i>citation needed</i>]</sup>[2][a]</p>
<div class="thumb"><div class="thumbinner">Caption</div></div>
<ol class="references"><li>A source</li></ol>
<section data-mw-section-id="1"><h2 id="Orbit">Orbit<span class="mw-editsection">[edit]</span></h2>
<p>Its orbit is <math><mi>e</mi></math> <span class="mwe-math-element">E = m</span>long.</p>
<ul><li>One day<ul><li>An hour</li></ul></li><li>One<br/>year</li></ul>
<dl><dd>Indented</dd></dl></section>
<h2>See also</h2><ul><li>Venus</li></ul><h3>More</h3><p>Not read.</p>
<h2>Later life</h2><p>It lives.</p>
<h2>References</h2><div class="reflist"><p>Nothing</p></div>
<div role="navigation" class="navbox"><p>Planets</p></div>
<footer><p>This article is issued from Wikipedia.</p></footer></div></body></html>"""


def test_the_text_of_an_article_is_read_alone() -> None:
    assert paragraphs_of(WIKIPEDIA) == (
        "Mercury (; Mercurius) is the first planet from the Sun. It is 10⁶ km, 1 km², the 2nd of CO2 & more.",
        "Its orbit is long.",
        "One day",
        "An hour",
        "One year",
        "It lives.",
    )


@pytest.mark.parametrize(
    ("page", "paragraphs"),
    [
        ("<h1>A</h1><p>One.</p><p>Two.</p>", ("One.", "Two.")),
        ("<p>One.<p>Two.", ("One.", "Two.")),
        ("<P CLASS='x'>One &lt; two&#8203; &nbsp; three.</P>", ("One < two three.",)),
        ("<p>One<div>no paragraph</div><p>Two", ("One", "Two")),
        ("<p>Unclosed <b>bold <i>and</p><p>Two</p>", ("Unclosed bold and", "Two")),
        ("<p></p><p> \n </p>", ()),
        ("no paragraph at all", ()),
        ("", ()),
        ("<table><p>lost", ()),
        ("<p>a</p></table></div></p></sup><p>b</p>", ("a", "b")),
        ("<p>a <sup>b</p><p>10</p>", ("a b", "10")),
        ("<p>\ufffd\x00\x01 a</p>", ("\ufffd\x00\x01 a",)),
        ("<p>a <![CDATA[ x ]]> b <!-- <p>c</p> --> d <?php echo 1 ?> e</p>", None),
    ],
)
def test_any_page_is_taken(page: str, paragraphs: tuple[str, ...] | None) -> None:
    assert paragraphs is None or paragraphs_of(page) == paragraphs
    assert all(paragraph.strip() for paragraph in paragraphs_of(page))


def test_a_page_is_read_until_it_has_said_enough() -> None:
    page = "<p>text</p>" * 1_000_000
    assert paragraphs_of(page, 3) == ("text",) * 3


@pytest.mark.parametrize(
    "piece", ["<div>", "<p", "<!--", "<a href='", "&", "<p>" * 9, "</p", "<![", "<table>", "<sup>"]
)
def test_a_hostile_page_ends_soon(piece: str) -> None:
    assert len(paragraphs_of(f"<p>text</p>{piece * 20_000}", 1000)) <= 2
