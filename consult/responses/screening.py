"""Screening the words people write: off the event loop, outside every transaction, each text once.

The rules are ``moderation.screening``. Their findings become rows beside the revision they are about.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from consult.responses.finding import Finding
from consult.responses.remark import Remark, Revision
from consult.responses.respondent import Respondent
from moderation import screening

# Text → what the rules see in it.
Findings = Mapping[str, list[screening.Detection]]
# A revision, and the sender whose names stand with it: with a response's first remark.
Wording = tuple[Revision, Respondent | None]

# In characters: less takes a millisecond or two, and a thread would only cost more.
SCREENED_IN_PLACE = 1_000
MOST_REMEMBERED = 1_000
# A text with more is no text that somebody looks at twice.
MOST_FINDINGS_REMEMBERED = 100
# Findings of one response stored one by one; no response that anybody wrote has more.
MOST_SINGLE = 250

# One thread: several would not screen more, and everybody else would wait for each of them in turn.
_thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="screening")

# Looking at a preview again, and then sending it, screens nothing anew.
_remembered: OrderedDict[bytes, list[screening.Detection]] = OrderedDict()


async def screen_texts(texts: Iterable[str]) -> Findings:
    """The findings in each text, in time linear in their length; much text is screened in a thread, in turn.

    Call it before the transaction that stores them. Results are remembered by digest for the texts seen last.
    """
    wanted = {text: _digest(text) for text in texts}
    known = {text: _remembered[digest] for text, digest in wanted.items() if digest in _remembered}
    unknown = {text: digest for text, digest in wanted.items() if text not in known}
    if sum(map(len, unknown)) <= SCREENED_IN_PLACE:
        fresh = _screen_all(unknown)
    else:
        loop = asyncio.get_running_loop()
        fresh = await loop.run_in_executor(_thread, _screen_all, unknown)
    for text, found in fresh.items():
        _remember(unknown[text], found)
    return known | fresh


async def rules_in(**fields: str) -> dict[str, list[str]]:
    """The rules that see something private in each named text, for a warning before sending; no name without any.

    That a text reads like a threat is for the moderators alone.
    """
    findings = await screen_texts(fields.values())
    rules = {
        name: sorted({each.rule for each in findings[text]} - screening.NOT_PRIVATE)
        for name, text in fields.items()
    }
    return {name: each for name, each in rules.items() if each}


async def store_screened_revisions(
    remarks: Iterable[Remark], findings: Findings, sender: Respondent, *, now: datetime
) -> None:
    """Store the current wordings of a response's remarks as their revisions, with ``findings`` from ``screen_texts``.

    The names of ``sender`` are screened with every wording of a response's first remark: people write numbers
    there too, and whoever decides sees the newest wording alone. The quote is not, for it is literally the
    draft's own text. One query for each remark and one for all findings. Raises KeyError for a text that was not
    screened.
    """
    wordings = [
        (await _store_revision(remark, now), sender if remark.ordinal == 1 else None)
        for remark in remarks
    ]
    if rows := finding_rows(wordings, findings):
        await Finding.bulk_create(rows)


async def _store_revision(remark: Remark, now: datetime) -> Revision:
    return await Revision.create(
        remark_id=remark.id,
        number=remark.revision,
        text=remark.text,
        proposed_text=remark.proposed_text,
        written_at=now,
        screened_at=now,
        rules_version=screening.RULES_VERSION,
    )


def finding_rows(wordings: Iterable[Wording], findings: Findings) -> list[Finding]:
    """The findings in a response's wordings and, where they are given, in the names of its sender; not stored yet.

    The first MOST_SINGLE one by one, and past them one for each text and rule, so that a text full of findings costs
    its transaction little.
    """
    rows: list[Finding] = []
    for revision, sender in wordings:
        for field, text in screened_fields(revision, sender).items():
            shown = _summed_up(findings[text], max(0, MOST_SINGLE - len(rows)))
            rows.extend(_row(revision, field, each) for each in shown)
    return rows


def _summed_up(found: list[screening.Detection], most: int) -> list[screening.Detection]:
    """The first ``most`` of a text's findings, and one for the rest of each rule."""
    rest = defaultdict[str, list[screening.Detection]](list)
    for each in found[most:]:
        rest[each.rule].append(each)
    return [*found[:most], *map(screening.covering, rest.values())]


def _row(revision: Revision, field: str, found: screening.Detection) -> Finding:
    return Finding(
        revision_id=revision.id,
        field=field,
        rule=found.rule,
        start=found.start,
        end=found.end,
        confidence=found.confidence,
    )


def screened_fields(revision: Revision, sender: Respondent | None) -> dict[str, str]:
    """The texts of a revision that are screened, by field."""
    fields = {"text": revision.text, "proposed_text": revision.proposed_text}
    if sender is not None:
        fields |= {"name": sender.name, "organisation": sender.organisation}
    return fields


def _screen_all(texts: Iterable[str]) -> dict[str, list[screening.Detection]]:
    return {text: screening.screen(text) for text in texts}


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _remember(digest: bytes, found: list[screening.Detection]) -> None:
    if len(found) > MOST_FINDINGS_REMEMBERED:
        return
    _remembered[digest] = found
    if len(_remembered) > MOST_REMEMBERED:
        _remembered.popitem(last=False)
