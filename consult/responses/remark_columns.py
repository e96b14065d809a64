"""The columns of tables of remarks, one name for one thing: those of the JSON API, its paths joined by "_"."""

from __future__ import annotations

from consult.locale import gettext as _
from consult.tables.column import Column, Kind

# The signs that stand before keys in tables.
REMARK_SIGN, SECTION_SIGN, PARAGRAPH_SIGN, ID_SIGN = "#", "§", "¶", "id:"

# What everybody may have. When a remark was received is not among it: by the second, it tells who wrote.
PUBLIC = (
    "number", "response_number", "respondent_kind", "respondent_name", "verified_by", "anchor_type", "anchor_id",
    "anchor_key", "anchor_version", "anchor_quote", "anchor_quote_language", "anchor_now_type", "anchor_now_id",
    "section_id", "section_key", "section_number", "section_title", "paragraph_number", "text", "proposed_text",
    "stance", "language", "redacted", "left_out", "late", "annexes", "published_at", "html_url",
)  # fmt: skip
# What those see who work on what was received.
_RECEIVED = (
    "author_quote", "author_text", "author_proposed_text", "standing", "publicity", "channel", "received_at",
)  # fmt: skip
STAFF = (*(name for name in PUBLIC if name != "annexes"), *_RECEIVED)
# What the case file holds beside it.
CASE = (*STAFF, "private_name", "private_email", "private_phone", "private_postcode")


def remark_columns(names: tuple[str, ...]) -> tuple[Column, ...]:
    """These columns, explained in the current language. Raises KeyError for a name that is none."""
    known = {column.name: column for column in _every()}
    return tuple(known[name] for name in names)


def _every() -> tuple[Column, ...]:
    return (*_who(), *_where(), *_what(), *_received(), *_private())


def _who() -> tuple[Column, ...]:
    return (
        Column("number", Kind.KEY, _("The remark's number: 17.3 is the third of response 17."), REMARK_SIGN),
        Column("response_number", Kind.KEY, _("The response that it is part of."), REMARK_SIGN),
        Column("respondent_kind", Kind.WORD, _("Who wrote: citizen, organisation, authority, other.")),
        Column("respondent_name", Kind.TEXT, _("The name, where it is published.")),
        Column("verified_by", Kind.WORD, _("Who vouches that the respondent is who it says.")),
    )  # fmt: skip


def _where() -> tuple[Column, ...]:
    return (
        Column("anchor_type", Kind.WORD, _("What it was written on: consultation (the whole), section, paragraph.")),
        Column("anchor_id", Kind.KEY, _("The section or paragraph it was written on, the same in every version."), ID_SIGN),
        Column("anchor_key", Kind.KEY, _("The section it was written on as that version numbers it; empty on a paragraph."), SECTION_SIGN),
        Column("anchor_version", Kind.NUMBER, _("The number of the version it was written on.")),
        Column("anchor_quote", Kind.TEXT, _("The words it is about, as published.")),
        Column("anchor_quote_language", Kind.WORD, _("The language of the translation the quote is from; empty: of the text itself.")),
        Column("anchor_now_type", Kind.WORD, _("What that is in the newest version; empty where it is gone.")),
        Column("anchor_now_id", Kind.KEY, _("The section or paragraph it is there."), ID_SIGN),
        Column("section_id", Kind.KEY, _("The section of the newest version that it is counted in, the same in every version; empty: the whole."), ID_SIGN),
        Column("section_key", Kind.KEY, _("The same section as the newest version numbers it."), SECTION_SIGN),
        Column("section_number", Kind.KEY, _("Its printed number, where it has one."), SECTION_SIGN),
        Column("section_title", Kind.TEXT, _("Its heading.")),
        Column("paragraph_number", Kind.KEY, _("The number of the paragraph in the newest version."), PARAGRAPH_SIGN),
    )  # fmt: skip


def _what() -> tuple[Column, ...]:
    return (
        Column("text", Kind.TEXT, _("The remark as published. The sign U+FFFC stands for words left out.")),
        Column("proposed_text", Kind.TEXT, _("The wording it proposes, as published.")),
        Column("stance", Kind.WORD, _("for, against or neutral, as the respondent chose. A program that sends none says neutral.")),
        Column("language", Kind.WORD, _("The language of the remark.")),
        Column("redacted", Kind.FLAG, _("Whether words were left out.")),
        Column("left_out", Kind.TEXT, _("Why words were left out: a reason for each U+FFFC of the quote, the text and the proposed wording, in this order.")),
        Column("late", Kind.FLAG, _("Whether its response was received after the deadline.")),
        Column("annexes", Kind.WORD, _("Addresses of the published files of its response, with spaces between them.")),
        Column("published_at", Kind.MOMENT, _("When it was first published, in Danish time.")),
        Column("html_url", Kind.WORD, _("Its permanent address, where it is public.")),
    )  # fmt: skip


def _received() -> tuple[Column, ...]:
    return (
        Column("author_quote", Kind.TEXT, _("The words it is about, as the author sent them. Not for the public.")),
        Column("author_text", Kind.TEXT, _("The remark as its author wrote it. Not for the public.")),
        Column("author_proposed_text", Kind.TEXT, _("The proposed wording as its author wrote it. Not for the public.")),
        Column("standing", Kind.WORD, _("Whether it counts: received, set_aside, withdrawn.")),
        Column("publicity", Kind.WORD, _("Whether everybody may read it: waiting, published, redacted, withheld.")),
        Column("channel", Kind.WORD, _("How it was sent.")),
        Column("received_at", Kind.MOMENT, _("When its response was received, in Danish time. Not for the public.")),
    )  # fmt: skip


def _private() -> tuple[Column, ...]:
    return (
        Column("private_name", Kind.TEXT, _("The sender's name. Personal data.")),
        Column("private_email", Kind.TEXT, _("The sender's e-mail address. Personal data.")),
        Column("private_phone", Kind.TEXT, _("The sender's telephone number. Personal data.")),
        Column("private_postcode", Kind.TEXT, _("The sender's postcode. Personal data.")),
    )
