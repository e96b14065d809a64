"""A page with several buttons: what was typed for another button stays, and nothing else does."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import FormData

from consult.web.forms import Fields
from consult.web.page_fields import FieldGroup, PageFields


def page(title: str = "Bænke", reason: str = "", lock: int = 1) -> PageFields:
    return PageFields(
        {
            "wording": FieldGroup("Title", {"title": title, "summary": "S"}, {"lock": lock}),
            "answer": FieldGroup("Answer", {"reason": reason, "outcome": ""}, {"answer_lock": 0}),
            "choice": FieldGroup("Choice", {"row-1": "", "row-2": ""}),
        }
    )


def sent(opened: PageFields, typed: Mapping[str, str]) -> Fields:
    """What a browser sends of a page on which somebody typed."""
    pairs = {**opened, **typed}.items()
    return Fields(FormData([*pairs, *opened.locks.items(), ("opened", opened.opened)]))


def unsaved(fields: PageFields) -> list[str]:
    return [group.words for group in fields.unsaved]


def test_what_another_button_stores_is_kept_as_it_was_typed() -> None:
    form = sent(page(), {"title": "Flere bænke", "reason": "Ja.\r\nStraks.", "row-2": "yes"})
    after = page(title="Flere bænke", lock=2).stored(form, "wording", done="")
    assert unsaved(after) == ["Answer", "Choice"]
    assert (after["title"], after["reason"]) == ("Flere bænke", "Ja.\nStraks.")
    assert (after["row-1"], after["row-2"]) == ("", "yes")
    assert after.locks == {"lock": "2", "answer_lock": "0"}


def test_nothing_is_unsaved_where_only_one_thing_was_typed() -> None:
    form = sent(page(), {"title": "Flere bænke"})
    assert not page(title="Flere bænke", lock=2).stored(form, "wording", done="").unsaved


def test_what_nobody_touched_is_shown_as_a_colleague_stored_it() -> None:
    form = sent(page(), {"reason": "Ja."})
    after = page(title="En kollegas", reason="Ja.", lock=2).stored(form, "answer", done="")
    assert (after["title"], unsaved(after), after.locks["lock"]) == ("En kollegas", [], "2")


def test_what_was_typed_before_a_colleague_stored_keeps_the_state_it_was_read_on() -> None:
    form = sent(page(), {"title": "Min", "reason": "Ja."})
    after = page(title="En kollegas", reason="Ja.", lock=2).stored(form, "answer", done="")
    assert (after["title"], unsaved(after), after.locks["lock"]) == ("Min", ["Title"], "1")
    again = page(title="En kollegas", reason="Ja.", lock=2).stored(
        sent(after, {}), "answer", done=""
    )
    assert unsaved(again) == ["Title"], "it is still not stored after a second look"


def test_who_was_second_may_store_over_what_is_shown_now() -> None:
    form = sent(page(), {"title": "Min", "reason": "Ja."})
    after = page(title="En kollegas", lock=2).refused(form, "wording", conflict="yes")
    assert (after["title"], after["reason"], after.locks["lock"]) == ("Min", "Ja.", "2")


def test_what_was_refused_stays_on_the_state_it_was_read_on() -> None:
    after = page(title="En kollegas", lock=2).refused(sent(page(), {"title": ""}), "wording")
    assert (after["title"], after.locks["lock"]) == ("", "1")


def test_a_form_that_has_only_its_own_fields_leaves_the_others_as_they_are() -> None:
    form = Fields(FormData([("title", "Bænke"), ("lock", "1")]))
    assert not page(reason="Ja.").stored(form, "wording", done="").unsaved


def test_of_two_fields_of_one_button_only_the_changed_one_is_kept() -> None:
    form = sent(page(), {"summary": "Mit"})
    after = page(title="En kollegas", lock=2).stored(form, "answer", done="")
    assert (after["title"], after["summary"], after.locks["lock"]) == ("En kollegas", "Mit", "1")


def test_a_state_that_two_buttons_share_is_the_new_one_after_one_of_them_stored() -> None:
    def shared(lock: int) -> PageFields:
        return PageFields(
            {name: FieldGroup(name, {name: ""}, {"lock": lock}) for name in ("period", "policy")}
        )

    after = shared(2).stored(
        sent(shared(1), {"period": "Maj", "policy": "Ring"}), "period", done=""
    )
    assert (unsaved(after), after.locks) == (["policy"], {"lock": "2"})


def test_a_field_that_was_not_on_the_page_is_not_changed() -> None:
    opened = page(title="Bænke")
    form = Fields(FormData([("reason", "Ja."), ("opened", opened.opened)]))
    assert unsaved(opened.stored(form, "answer", done="")) == []
