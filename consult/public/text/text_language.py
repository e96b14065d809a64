"""Which language a reader wants the words of the draft in.

``?text=ar`` chooses. Else it is the language of the address where there is a translation, and the original where there
is none: an address without a prefix always shows the Danish text that is out for consultation.
"""

from __future__ import annotations

from starlette.requests import Request

from consult import locale
from consult.consultations.consultation import Consultation
from consult.documents.translations.languages import NAMES

PARAMETER = "text"


def chosen_language(request: Request) -> str:
    """The language asked for by ?text=; "" where none is asked for, or no language by that code is known."""
    code = request.query_params.get(PARAMETER, "")
    return code if code in NAMES else ""


def summary_language(request: Request, consultation: Consultation) -> str:
    """The language a reader wants a summary in: who reads the original on an Arabic page still gets it in Arabic."""
    chosen = chosen_language(request)
    return chosen if chosen and chosen != consultation.language else locale.current().code
