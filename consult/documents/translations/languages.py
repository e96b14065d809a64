"""The languages a text can be translated into: code, own name, which way it is written.

More than the interface speaks: a text may be read in Ukrainian under a Danish header. Nothing here says which
of them a consultation has.
"""

from __future__ import annotations

# BCP 47 code → what its speakers call it. Own names, because a reader looks for theirs.
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
    """What the speakers call the language; its code where we have no name."""
    return NAMES.get(code, code)


def direction_of(code: str) -> str:
    """ "rtl" or "ltr"."""
    return "rtl" if code.split("-")[0] in RIGHT_TO_LEFT else "ltr"
