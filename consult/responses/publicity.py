"""Publicity: the verbs that publish a remark, withhold it or take it down. The one writer of public copies.

They run inside the transaction of the decision that is their cause. Each is conditional on the state the person had
in view: where somebody was first it changes nothing and says so. Each takes at most seven queries.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tortoise.queryset import QuerySet

from consult.cache_version import bump
from consult.responses.omission import Omissions
from consult.responses.public_change import PublicChangeKind, record_change
from consult.responses.remark import VISIBLE, Publicity, Remark, Revision, Standing
from consult.responses.tally import add_to_tally, key_of


class NotScreened(Exception):
    """This wording was not screened yet; it cannot be published."""


@dataclass(frozen=True)
class RemarkState:
    """The state that somebody who decides has in view.

    ``decisions`` counts those made before; it tells two people apart who decide the same at once.
    """

    remark_id: int
    revision: int
    publicity: Publicity
    decisions: int

    @classmethod
    def of(cls, remark: Remark) -> RemarkState:
        """The state of this remark as it was loaded."""
        return cls(remark.id, remark.revision, Publicity(remark.publicity), remark.decisions)


@dataclass(frozen=True)
class PublicCopy:
    """What everybody may read of a remark. ``redacted``: some of its words were left out, ``omissions`` says why."""

    text: str
    proposed_text: str
    quote: str
    redacted: bool
    omissions: Omissions = field(default_factory=dict)


async def publish(state: RemarkState, copy: PublicCopy, *, now: datetime) -> bool:
    """Show ``copy`` of this revision to everybody; False where the state is another one now.

    Raises NotScreened for a revision that was not screened.
    """
    if not await Revision.exists(
        remark_id=state.remark_id, number=state.revision, screened_at__not_isnull=True
    ):
        raise NotScreened(state.remark_id)
    before = await Remark.get(id=state.remark_id)
    changed = await _unchanged(state).update(
        decisions=state.decisions + 1,
        publicity=Publicity.REDACTED if copy.redacted else Publicity.PUBLISHED,
        public_revision=state.revision,
        public_text=copy.text,
        public_proposed_text=copy.proposed_text,
        public_quote=copy.quote,
        public_omissions=copy.omissions or None,
        queued_at=None,
        kept_back_at=None,
        **_EXPLAINED,
    )
    if not changed:
        return False
    await Remark.filter(id=state.remark_id, published_at=None).update(published_at=now)
    is_news = state.publicity not in VISIBLE
    await _public_changed(state.remark_id, 1 if is_news else 0)
    if kind := PublicChangeKind.PUBLISHED if is_news else _change(before, state, copy):
        await record_change([before], kind, now=now)
    return True


def _change(before: Remark, state: RemarkState, copy: PublicCopy) -> PublicChangeKind | None:
    """What another decision on a published remark changes for everybody; None for nothing."""
    if before.public_revision != state.revision:
        return PublicChangeKind.CORRECTED
    was = (before.public_text, before.public_proposed_text, before.public_quote)
    if was == (copy.text, copy.proposed_text, copy.quote):
        is_same = (before.public_omissions or {}) == (copy.omissions or {})
        return None if is_same else PublicChangeKind.REDACTED
    return PublicChangeKind.REDACTED if copy.redacted else PublicChangeKind.RESTORED


async def withhold(state: RemarkState, *, now: datetime) -> bool:
    """Keep this revision from the public; False where the state is another one now.

    An earlier wording that is public stays so; ``take_down`` removes that too.
    """
    waiting = _unchanged(state).filter(queued_at__not_isnull=True)
    after = Publicity.WITHHELD if state.publicity not in VISIBLE else state.publicity
    changed = await waiting.update(
        decisions=state.decisions + 1,
        publicity=after,
        queued_at=None,
        kept_back_at=now,
        **_EXPLAINED,
    )
    if changed:
        # Beside an earlier wording stands that a correction waits: no longer.
        await _public_changed(state.remark_id, 0)
    return bool(changed)


async def take_down(
    state: RemarkState, *, now: datetime, explained: bool = True, reason_id: int | None = None
) -> bool:
    """Remove the public copy at once and everywhere; False where the state is another one now.

    ``reason_id`` is the moderation reason. Until it is ``explained`` the reason is still to be given. That its author has corrected it since is no obstacle: the
    correction waits on.
    """
    if state.publicity not in VISIBLE:
        return False
    reason = _EXPLAINED
    if not explained:
        reason = {"unexplained_since": now, "notice_due_at": now + TIME_FOR_REASON}
    changed = await _undecided(state).update(
        decisions=state.decisions + 1,
        publicity=Publicity.WITHHELD,
        kept_back_at=now,
        **reason,
        **_NO_COPY,
    )
    if changed:
        await Remark.filter(id=state.remark_id, queued_at__not_isnull=True).update(
            publicity=Publicity.WAITING, kept_back_at=None
        )
        remark = await _public_changed(state.remark_id, -1)
        await record_change([remark], PublicChangeKind.TAKEN_DOWN, now=now, reason_id=reason_id)
    return bool(changed)


async def explain(state: RemarkState, *, now: datetime, reason_id: int | None = None) -> bool:
    """The reason of a remark that was taken down is given; False where the state is another one now.

    From now on its author has the time to mend it.
    """
    taken_down = _undecided(state).filter(unexplained_since__not_isnull=True)
    if not await taken_down.update(decisions=state.decisions + 1, **_EXPLAINED):
        return False
    await Remark.filter(id=state.remark_id, kept_back_at__not_isnull=True).update(kept_back_at=now)
    remark = await _public_changed(state.remark_id, 0)
    await record_change([remark], PublicChangeKind.EXPLAINED, now=now, reason_id=reason_id)
    return True


async def retract(response_id: int, *, now: datetime) -> int:
    """The author takes a response's remarks back: no standing, no public copy; how many had standing.

    All remarks are changed before anything is counted: whoever decides on one of them holds that remark
    and then waits for the count, so the other order could leave the two waiting for each other.
    """
    remarks = Remark.filter(response_id=response_id).order_by("id").select_related("consultation")
    had_standing = [await _retract_as_it_now_is(remark) for remark in await remarks]
    retracted = [remark for remark in had_standing if remark is not None]
    for remark in sorted(retracted, key=lambda each: str(key_of(each))):
        if remark.publicity in VISIBLE:
            await add_to_tally(remark.consultation_id, key_of(remark), -1)
    # Where the answers are published, a point counts also what was never shown.
    if any(each.is_counted_in_public or each.consultation.answered_at for each in retracted):
        await bump(retracted[0].consultation.slug)
    once_public = [remark for remark in retracted if remark.published_at is not None]
    await record_change(once_public, PublicChangeKind.WITHDRAWN, now=now)
    return len(retracted)


async def _retract_as_it_now_is(remark: Remark) -> Remark | None:
    """The remark as it was when it lost its standing; None when it had none. A moderator may decide at the
    same moment: the author's wish holds over what they decided."""
    while remark.standing == Standing.RECEIVED:
        changed = await Remark.filter(
            id=remark.id, standing=Standing.RECEIVED, publicity=remark.publicity
        ).update(
            standing=Standing.WITHDRAWN,
            publicity=Publicity.WITHHELD,
            queued_at=None,
            **_EXPLAINED,
            **_NO_COPY,
        )
        if changed:
            return remark
        remark = await Remark.get(id=remark.id).select_related("consultation")
    return None


# For how long the author's letter about what was taken down waits for the reason.
TIME_FOR_REASON = timedelta(days=1)

_EXPLAINED: dict[str, datetime | None] = {"unexplained_since": None, "notice_due_at": None}

# When it was first published stays: it says that it was public once.
_NO_COPY = {
    "public_text": "",
    "public_proposed_text": "",
    "public_quote": "",
    "public_omissions": None,
    "public_revision": None,
}


def _unchanged(state: RemarkState) -> QuerySet[Remark]:
    return _undecided(state).filter(revision=state.revision)


def _undecided(state: RemarkState) -> QuerySet[Remark]:
    """The remark while nobody has decided on it since, corrected or not."""
    return Remark.filter(
        id=state.remark_id,
        publicity=state.publicity,
        decisions=state.decisions,
        standing=Standing.RECEIVED,
    )


async def _public_changed(remark_id: int, delta: int) -> Remark:
    """Count the change and make every cached page of the consultation stale. Gives the remark as it is now."""
    remark = await Remark.get(id=remark_id).select_related("consultation")
    if delta:
        await add_to_tally(remark.consultation_id, key_of(remark), delta)
    await bump(remark.consultation.slug)
    return remark
