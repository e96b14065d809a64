from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.consultations.slug import slugify, unique_slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Børn og unge på tværs", "boern-og-unge-paa-tvaers"),
        ("ÆBLER, ØER & ÅER", "aebler-oeer-aaer"),
        ("Integrationspolitik 2027–2030", "integrationspolitik-2027-2030"),
        ("By/bolig: «vores» by", "by-bolig-vores-by"),
        ("Pa\u030a kanten", "paa-kanten"),  # å in two characters
        ("Café Ñandú, Łódź, Müller, Straße", "cafe-nandu-lodz-mueller-strasse"),
        ("Ǿ", "oe"),
        ("  --  ", "x"),
        ("سياسة الاندماج", "x"),
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_titles_become_plain_addresses(title: str, slug: str) -> None:
    assert slugify(title) == slug


def test_a_title_without_latin_letters_takes_the_fallback() -> None:
    assert slugify("سياسة", fallback="hoering") == "hoering"


def test_a_long_title_is_cut_between_words() -> None:
    assert slugify("en to tre fire", limit=10) == "en-to-tre"
    assert slugify("en to tre fire", limit=9) == "en-to-tre"
    assert slugify("en to tre fire", limit=8) == "en-to"
    assert slugify("speciallægepraksisplanlægning", limit=10) == "speciallae"


@given(st.text(max_size=200), st.integers(1, 80))
def test_a_slug_is_always_fit_for_an_address(title: str, limit: int) -> None:
    slug = slugify(title, limit=limit)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= limit
    assert slugify(slug, limit=limit) == slug


def test_a_free_slug_is_kept_and_a_taken_one_counts_on() -> None:
    assert unique_slug("by", {"bolig"}) == "by"
    assert unique_slug("by", {"by", "by-3"}) == "by-2"
    assert unique_slug("by", {"by", "by-2", "by-3"}) == "by-4"


@given(st.text("ab ", min_size=1, max_size=30), st.integers(0, 120))
def test_a_unique_slug_is_free_and_within_the_limit(title: str, others: int) -> None:
    slug = slugify(title, limit=12)
    taken = {slug}
    for _ in range(others):
        taken.add(unique_slug(slug, taken, limit=12))
    assert len(taken) == others + 1
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", s) and len(s) <= 12 for s in taken)
