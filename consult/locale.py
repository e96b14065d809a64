"""The reader's language: which one, its words, its dates and numbers. Knows nothing of requests."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache
from pathlib import Path

from babel import Locale as BabelLocale
from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations

from consult.clock import COPENHAGEN

LANGUAGES = {"da": "Dansk", "en": "English", "ar": "العربية"}
DEFAULT_LANGUAGE = "da"
FOLDER = Path(__file__).parent.parent / "locales"

_language: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)


class Locale:
    """One interface language: ``code``, own ``name`` and writing direction ``dir`` (ltr or rtl)."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.name = LANGUAGES[code]
        self.babel = BabelLocale.parse("en_GB" if code == "en" else code)
        self.dir = self.babel.text_direction
        self.translations: NullTranslations = Translations.load(FOLDER, [code])


@cache
def locale_of(code: str) -> Locale:
    """The language with this code. Raises KeyError for one we do not speak."""
    return Locale(code)


def current() -> Locale:
    """The language of the reader now being served."""
    return locale_of(_language.get())


@contextlib.contextmanager
def speaking(code: str) -> Iterator[Locale]:
    """Within the block, words come in this language; an unknown code means Danish."""
    token = _language.set(code if code in LANGUAGES else DEFAULT_LANGUAGE)
    try:
        yield current()
    finally:
        _language.reset(token)


def gettext(message: str) -> str:
    return current().translations.ugettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    return current().translations.ungettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    return str(current().translations.upgettext(context, message))


def npgettext(context: str, one: str, many: str, count: int) -> str:
    return str(current().translations.unpgettext(context, one, many, count))


def show_date(moment: datetime | date) -> str:
    """14. april 2027, as the clocks in Copenhagen have it."""
    return format_date(_local(moment), "long", locale=current().babel)


def show_datetime(moment: datetime) -> str:
    """14. april 2027 kl. 23.59, Copenhagen time."""
    if _language.get() == "da":
        return format_datetime(moment, "d. MMMM y 'kl.' HH.mm", tzinfo=COPENHAGEN, locale="da")
    return f"{show_date(moment)}, {show_time(moment)}"


def show_time(moment: datetime) -> str:
    """23.59, Copenhagen time."""
    return format_time(moment, "short", tzinfo=COPENHAGEN, locale=current().babel)


def show_number(number: int | float) -> str:
    return format_decimal(number, locale=current().babel)


def show_file_size(size: int) -> str:
    """The size of a file of so many bytes: "12 kB", rounded up, or "1.5 MB"."""
    if size < 1024 * 1024:
        return gettext("%(size)s kB") % {"size": show_number(math.ceil(size / 1024))}
    return gettext("%(size)s MB") % {"size": show_number(round(size / (1024 * 1024), 1))}


def show_language(code: str) -> str:
    """The name of a language in the reader's own: "arabisk", "Arabic"."""
    return str(current().babel.languages.get(code, code))


def marked(words: str, language: str = DEFAULT_LANGUAGE) -> str:
    """Words that somebody wrote in one language, named as such for a reader of another one: they are not translated."""
    if not words or language == current().code:
        return words
    return gettext("%(words)s (in %(language)s)") % {
        "words": words,
        "language": show_language(language),
    }


def _local(moment: datetime | date) -> datetime | date:
    return moment.astimezone(COPENHAGEN) if isinstance(moment, datetime) else moment
