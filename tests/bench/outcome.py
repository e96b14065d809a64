"""What the outcome costs at 500 points, built fresh."""

from __future__ import annotations

from functools import partial

from starlette.types import ASGIApp

from consult import clock
from consult.answers.disposition import Outcome
from consult.answers.editions.edition import Edition, EditionAnswer, EditionMember, EditionPoint
from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation
from consult.demo.concluded import load_concluded
from consult.documents.section import Section
from consult.responses.remark import Remark
from consult.settings import Settings
from tests.bench.inside import Statements, ask, cpu_ms
from tests.bench.rows import row

POINTS = 500
# Rows of our own begin here: the sample's are below.
FIRST_ID = 1_000_000


async def measure(app: ASGIApp, settings: Settings) -> None:
    """Two lines: the outcome as one page, and one point. The database is open."""
    consultation = await load_concluded(settings)
    await _store_points(consultation)
    base = f"/consultations/{consultation.slug}"
    for name, path in (("outcome page", f"{base}/outcome"), ("a point's page", f"{base}/points/1")):
        with Statements() as statements:
            answer = await ask(app, "GET", path)
        assert answer.status == 200
        ms = await cpu_ms(10, partial(ask, app, "GET", path))
        row(
            f"{name} at {POINTS} points, fresh",
            f"{ms:.0f} ms CPU",
            f"{statements.count} statements",
        )


async def _store_points(consultation: Consultation) -> None:
    """Points of the edition in force beside those it has, each with an answer and two remarks, on all sections."""
    edition = await Edition.get(consultation=consultation)
    sections = await Section.filter(version__document__consultation=consultation, version__number=1)
    remarks = await Remark.filter(consultation=consultation)
    committee = await Committee.filter().first()
    assert committee is not None
    ids = range(FIRST_ID, FIRST_ID + POINTS)
    await EditionPoint.bulk_create(
        [
            EditionPoint(
                id=n, edition_id=edition.id, section_id=sections[n % len(sections)].identity_id, number=n - FIRST_ID + 1_000,
                title=f"Flere træer i gade {n}", summary="Mange skriver, at der mangler træer. " * 5,
            )
            for n in ids
        ],
        batch_size=500,
    )  # fmt: skip
    await EditionMember.bulk_create(
        [
            EditionMember(point_id=n, remark_id=remarks[(n + add) % len(remarks)].id, quote="")
            for n in ids
            for add in (0, 1)
        ],
        batch_size=500,
    )
    await EditionAnswer.bulk_create(
        [
            EditionAnswer(
                point_id=n, committee_id=committee.id, outcome=Outcome.MET, reason="Vi planter flere træer. " * 5,
                approved_at=clock.now(),
            )
            for n in ids
        ],
        batch_size=500,
    )  # fmt: skip
