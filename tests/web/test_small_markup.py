"""The little markup of editors: to HTML that is safe, and back to what was written."""

from __future__ import annotations

import pytest

from consult.web import richtext
from consult.web.small_markup import one_line, to_html, to_text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Et.\n\nTo.", "<p>Et.</p><p>To.</p>"),
        ("Et\nto", "<p>Et<br>to</p>"),
        ("Se:\n- a\n- b", "<p>Se:</p><ul><li>a</li><li>b</li></ul>"),
        ("**Vi** *vil*", "<p><strong>Vi</strong> <em>vil</em></p>"),
        ("[her](https://a.example/?b=1&c=2)", '<p><a href="https://a.example/?b=1&amp;c=2">her</a></p>'),
        ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_written_becomes_html_and_comes_back(text: str, html: str) -> None:
    assert to_html(text) == html
    assert richtext.clean(html) == html
    assert to_html(to_text(html)) == html


@pytest.mark.parametrize(
    "text",
    ["<script>x</script>", "[x](javascript:alert(1))", '[x](https://a"onclick="x)', "<b>fed</b>"],
)
def test_nothing_that_is_written_becomes_other_markup(text: str) -> None:
    html = richtext.clean(to_html(text))
    for tag in ("<script", "<b>", 'onclick="', 'href="javascript'):
        assert tag not in html


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("<p>Vi vil:</p><ul><li>bygge</li><li>plante</li></ul><p>Og mere.</p>", "Vi vil: bygge · plante Og mere."),
        ("<p>En<br>to</p>", "En to"),
        ("<p>Et <strong>o</strong>rd &amp; et til</p>", "Et ord & et til"),
        ("", ""),
    ],
)  # fmt: skip
def test_on_one_line_words_that_stood_apart_do_not_grow_together(markup: str, line: str) -> None:
    assert one_line(markup) == line
