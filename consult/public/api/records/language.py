"""Language: what a response is sent in."""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    """The languages a response may be sent in, those of the interface."""

    DANISH = "da"
    ENGLISH = "en"
    ARABIC = "ar"
