"""The languages that a text can be translated into: code, own name, direction of writing.

More than the interface has: a text may be read in Ukrainian under a Danish header. Which of them a consultation has
is stored with it.
"""

from __future__ import annotations

# BCP 47 code → the language's own name, because that is what a reader looks for.
NAMES = {
    "da": "Dansk",
    "en": "English",
    "ar": "العربية",
    "de": "Deutsch",
    "es": "Español",
    "fa": "فارسی",
    "fo": "Føroyskt",
    "fr": "Français",
    "kl": "Kalaallisut",
    "ku": "Kurdî",
    "lt": "Lietuvių",
    "pl": "Polski",
    "ro": "Română",
    "ru": "Русский",
    "so": "Soomaali",
    "sv": "Svenska",
    "ti": "ትግርኛ",
    "tr": "Türkçe",
    "uk": "Українська",
    "ur": "اردو",
    "vi": "Tiếng Việt",
    "zh": "中文",
}
RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur"})


def name_of(code: str) -> str:
    """The language's own name; the code of one that is not listed."""
    return NAMES.get(code, code)


def direction_of(code: str) -> str:
    """ "rtl" or "ltr"."""
    return "rtl" if code.split("-")[0] in RIGHT_TO_LEFT else "ltr"
