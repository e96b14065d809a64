"""From a draft file to plain values. No ORM, no web: what comes out is for others to store.

`read_draft` reads, `as_json` prints, `render_html` shows one paragraph.
"""

from consult.importing.draft import (
    Cell,
    Draft,
    DraftWarning,
    ImportRefused,
    ParagraphDraft,
    Picture,
    Run,
    SectionDraft,
)
from consult.importing.draft_json import as_json
from consult.importing.html_output import render_html, render_runs
from consult.importing.reader import read_draft

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
