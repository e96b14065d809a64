"""Reads a draft file into plain values, for others to store. No ORM, no web.

`read_draft` reads a file, `as_json` gives what the command line prints, `render_html` one paragraph as HTML.
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
