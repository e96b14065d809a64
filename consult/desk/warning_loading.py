"""Loading the warnings about a version in preparation, and the addresses of the pages that show them."""

from __future__ import annotations

from consult.desk.desk import Desk
from consult.desk.warning_list import ListedWarning, WarningList, list_warnings
from consult.documents.document import Version
from consult.documents.drafting.dismissed_warnings import dismissed_keys
from consult.documents.drafting.preparation import Preparation, parsed_draft
from consult.importing import Draft


async def warnings_of(version: Version) -> WarningList:
    """The warnings about a version's draft; none for a version without a preparation. Two queries."""
    preparation = await Preparation.get_or_none(version_id=version.id)
    if preparation is None:
        return WarningList(())
    return await warnings_about(version, await parsed_draft(preparation))


async def warnings_about(version: Version, draft: Draft) -> WarningList:
    """The same where the version's draft is parsed already. One query."""
    return list_warnings(draft, await dismissed_keys(version))


def warning_url(desk: Desk, warning: ListedWarning) -> str:
    """The page of the warning's section, at its paragraph; the list of its kind for one about the whole text."""
    if warning.section is None:
        return desk.url("draft_text") + f"#kind-{warning.code}"
    section = desk.url("draft_section", place=warning.section)
    return section + f"?warning={warning.key}#{warning.html_id}"
