"""From a draft file to plain values. No ORM, no web: what comes out is for others to store.

`read_draft` reads, `as_json` prints, `render_html` shows one paragraph.
"""

from consult.documents.importing.draft import (
    Cell,
    Draft,
    DraftWarning,
    ImportRefused,
    ParagraphDraft,
    Picture,
    Run,
    SectionDraft,
)
from consult.documents.importing.html import render_html, render_runs
from consult.documents.importing.json_form import as_json
from consult.documents.importing.reading import read_draft

__all__ = [
    "Cell",
    "Draft",
    "DraftWarning",
    "ImportRefused",
    "ParagraphDraft",
    "Picture",
    "Run",
    "SectionDraft",
    "as_json",
    "read_draft",
    "render_html",
    "render_runs",
]
