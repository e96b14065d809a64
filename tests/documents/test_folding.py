"""What a search does not tell apart."""

from __future__ import annotations

from consult.documents.folding import fold


def test_case_soft_hyphens_and_ligatures_do_not_matter() -> None:
    assert fold("BOLIG\u00adområdet ﬁk") == "boligområdet fik"


def test_danish_letters_stay_themselves() -> None:
    assert fold("Blåbærgrød") == "blåbærgrød"


def test_a_letter_written_in_two_parts_is_the_same_letter() -> None:
    assert fold("Blå") == fold("Bla\u030a")
