"""Rows for tests, by domain. Each factory fills in what a test does not care about.

They write rows directly, so that a test of one verb does not lean on all the others; where rows of
several tables must agree (a published remark and its tally), the factory keeps them so.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

# A day like any other, in the middle of the consultations made here.
NOW = datetime(2027, 3, 10, 11, 0, tzinfo=UTC)
DAY = timedelta(days=1)

serial = count(1)
