"""How a committee answers a point, in more than one journey."""

from __future__ import annotations

from tests.journeys.visitor import Visitor

REASON = "Udvalget skriver ind i kapitlet, hvem der følger op, og hvornår."


def answer(member: Visitor) -> None:
    """An answer without a reason is asked for one; with it, it is stored."""
    stores = "button[formaction$='/answer']"
    member.find("[name=outcome]").check()
    member.press(stores)
    assert member.page.locator(".error-summary a[href='#field-reason']").count() == 1
    member.write("reason", REASON)
    member.press(stores)
    assert member.page.locator(".point-card--open").count() == 0 or REASON in member.text()
