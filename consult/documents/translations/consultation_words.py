"""The consultation's own words that can be translated: what it is called, the texts of its summary box, and
what it says of late responses.

As an editor writes them, with the little markup there is: that is what a translator sees and keeps.
"""

from __future__ import annotations

from consult.consultations.consultation import Consultation
from consult.consultations.creation import SUMMARIES
from consult.web.small_markup import to_text

TITLE, LATE = "title", "late_policy"


def own_words(of: Consultation) -> dict[str, str]:
    """By field, of those that say anything."""
    summaries = {name: to_text(getattr(of, name)) for name in SUMMARIES}
    words = {TITLE: of.title, **summaries, LATE: of.late_policy}
    return {name: said for name, said in words.items() if said.strip()}
