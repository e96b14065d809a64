"""The consultation's own texts that can be translated: its title, its summary box, its policy on late responses.

As an editor writes them, with their small markup: a translator sees and keeps that.
"""

from __future__ import annotations

from consult.consultations.consultation import Consultation
from consult.consultations.creation import SUMMARIES
from consult.web.small_markup import to_text

TITLE, LATE = "title", "late_policy"


def own_words(of: Consultation) -> dict[str, str]:
    """The texts by field, without empty ones."""
    summaries = {name: to_text(getattr(of, name)) for name in SUMMARIES}
    texts = {TITLE: of.title, **summaries, LATE: of.late_policy}
    return {name: text for name, text in texts.items() if text.strip()}
