"""Whatever stands in an address or in a field of the desk, the answer is one in words, never a fault of ours."""

from __future__ import annotations

import re
from urllib.parse import quote

import httpx2
import pytest

from consult.audit import AuditEntry
from consult.consultations.consultation import Consultation
from consult.desk.pages import routes
from consult.settings import Settings
from consult.web.rendering import TEMPLATES
from tests.desk.desk_work import desk, make_next, public_with_text, ready
from tests.support.factories.consultations import reason, unannounced_consultation

SECOND = "# Havnen i 2030\n\nEt forord.\n\n# 1 Vand og bad\n\nVandet er rent.\n"
# Longer than any column, no letter of any text, a number no column holds, half of a pair of letters.
VALUES = ("x" * 20_000, "a\0b", "9" * 12, "-1", "\ud800", "٣")
FIELDS = (
    "title", "slug", "language", "lock_version", "seen_version", "summary_lock_version", "empty_links", "area_level",
    "do", "paragraph", "level", "words", "description-0", "note", "title_before", "note_before", "looked",
    "which", "old", "new", "section-1", "section-99999999999999999999", "section-x", "committee", "is_lead", "new_name", "renamed", "name", "since",
    "summary", "contact_unit", "contact_email", "version", "part", "summary_made", "summary_digest",
    "summary_lock_version", "made", "opens_day", "opens_clock", "closes_day", "closes_clock", "public_day",
    "public_clock", "kept_day", "kept_clock", "late_policy", "late_days", "list", "description", "when", "at_day",
    "at_clock", "who", "until_day", "until_clock", "reason", "keys", "on_the_way", "seen", "corrected", "lead",
    "level-0", "level-1", "area-1", "area-1", "corrected", "description_before", "keys",
    "kind", "lead", "level-0", "number", "on_the_way", "replace", "seen", "summary_decides", "summary_how",
    "summary_next", "sure", "warning", "owner", "opened", "title-new", "description-new", "judge", "again",
    "note-1", "note-1-before", "words-0", "place", "title-own_1",
    "description-own_1", "title_before-own_1", "description_before-own_1",
    "reason-version-1", "reason-taken-1", "before-taken-1", "stop_reason", "final_reason", "final", "more_time",
)  # fmt: skip
IN_TEMPLATES = re.compile(r'(?:forms\.\w+\(|name=)"([a-z_]+)"')
# A file, and what is asked for in an address.
NOT_POSTED = {"file", "find", "moved", "order", "page", "remarks"}
POSTED = [route for route in routes if "POST" in (route.methods or ())]


@pytest.fixture
async def hidden(editor: httpx2.AsyncClient, db: Settings) -> Consultation:
    """One that is ready to be published."""
    made = await unannounced_consultation(title="Byen", slug="byen")
    await reason(made)
    await ready(editor, made)
    return made


@pytest.fixture
async def following(editor: httpx2.AsyncClient, db: Settings) -> Consultation:
    """A public one whose next version is in preparation."""
    made = await public_with_text(editor)
    await make_next(editor, made, SECOND)
    return made


def address(path: str, of: Consultation, other: str = "0") -> str:
    """A route's path with this consultation in it, and something else at every other place."""
    path = path.replace("{consultation}", of.slug)
    return re.sub(r"\{[^}]*\}", other.replace("\\", ""), path)


def test_every_field_of_the_desk_is_tried() -> None:
    pages = (TEMPLATES / "desk").glob("*.html")
    named = {name for page in pages for name in IN_TEMPLATES.findall(page.read_text("utf-8"))}
    assert named - NOT_POSTED <= set(FIELDS)


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
async def test_no_field_of_any_form_is_a_fault(
    editor: httpx2.AsyncClient, hidden: Consultation, following: Consultation, value: str
) -> None:
    fields = {name: value.encode("utf-8", "surrogatepass") for name in FIELDS}
    known = {"language": "da", "reason": "own_1", "digest": "0"}
    for route in POSTED:
        for of in (hidden, following):
            path = route.path
            for name, word in known.items():
                path = path.replace("{" + name + "}", word)
            body = b"&".join(n.encode() + b"=" + quote(v).encode() for n, v in fields.items())
            answer = await editor.post(
                address(path, of),
                content=body,
                headers={"content-type": "application/x-www-form-urlencoded"},
            )
            assert answer.status_code < 500, (route.name, answer.status_code)


@pytest.mark.parametrize(
    "value", ["x" * 41, "x" * 65, "x" * 121, "x" * 3000, "a%00b", "9" * 30, "9" * 12, "%ED%A0%80"]
)
async def test_no_place_in_any_address_is_a_fault(
    editor: httpx2.AsyncClient, hidden: Consultation, value: str
) -> None:
    fields = {"lock_version": "1", "title": "Titel", "version": "", "summary_digest": "0" * 40}
    for route in routes:
        if "{" not in route.path:
            continue
        for path in (
            address(route.path, hidden, value),
            re.sub(r"\{[^}]*\}", value, route.path),
        ):
            answer = await editor.request(
                "POST" if route in POSTED else "GET",
                path,
                data=fields if route in POSTED else None,
            )
            assert answer.status_code < 500, (route.name, answer.status_code)


@pytest.mark.parametrize("value", ["9" * 12, "x" * 3000, "%00"])
async def test_nothing_after_the_question_mark_is_a_fault(
    editor: httpx2.AsyncClient, following: Consultation, value: str
) -> None:
    names = [
        "version",
        "part",
        "page",
        "only",
        "find",
        "show",
        "at",
        "saved",
        "lost",
        "unsaid",
        "unapproved",
        "published",
        "language",
        "text",
    ]
    query = "&".join(f"{name}={value}" for name in names)
    for route in routes:
        if "GET" in (route.methods or ()):
            path = route.path.replace("{language}", "ar")
            answer = await editor.get(address(path, following) + "?" + query)
            assert answer.status_code < 500, (route.name, answer.status_code)


async def test_a_reason_that_there_is_not_is_a_missing_page_and_leaves_no_trace(
    editor: httpx2.AsyncClient, hidden: Consultation
) -> None:
    for key in ("x" * 41, "own_9"):
        for path in (desk(hidden, "reasons", key), desk(hidden, "reasons", key, "removal")):
            answer = await editor.post(path, data={"title": "Andre ord"})
            assert answer.status_code == 404, path
    assert not await AuditEntry.filter(noun="reason").exists()
