"""A task: so many things of one kind that wait for somebody, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from consult.consultations.committee import Committee
from consult.consultations.consultation import Consultation


class Work(StrEnum):
    """UNEXPLAINED: remarks taken down whose reason a moderator must give, before all else. QUEUE: remarks a moderator
    must decide on. REMARKS: remarks in none of the committee's points. POINTS:
    points without the committee's answer. COMMITTEE: a committee's page, to be read. ANSWERS: the page that publishes
    the answers."""

    UNEXPLAINED = "unexplained"
    QUEUE = "queue"
    REMARKS = "remarks"
    POINTS = "points"
    COMMITTEE = "committee"
    ANSWERS = "answers"


@dataclass(frozen=True)
class Task:
    """``count`` things of one kind; ``since`` is when the oldest began to wait, None when nothing does."""

    work: Work
    consultation: Consultation
    count: int
    since: datetime | None
    committee: Committee | None = None
