"""One paragraph as HTML for storage: escaped, without ids, classes, styles or scripts.

`<ins>` and `<del>` are plain; words for those who cannot see them belong to the template.
"""

import html
from typing import Literal
from urllib.parse import urlsplit

from consult.importing.draft import Cell, ParagraphDraft, Picture, Run, Runs, is_deleted

View = Literal["clean", "changes"]

# Where the site serves the pictures of published texts.
PICTURES = "/pictures/"
_SCHEMES = {"http", "https", "mailto"}
_CHANGE_TAGS = {"insertion": "ins", "deletion": "del"}


def render_html(paragraph: ParagraphDraft, view: View = "clean") -> str:
    """Inner HTML of a paragraph; for a table the whole `<table>`.

    "clean" accepts insertions and drops deletions, so a wholly deleted paragraph gives "".
    """
    if paragraph.kind == "table":
        return _table(paragraph, view)
    if paragraph.picture is not None:
        return _picture(paragraph.picture)
    return render_runs(paragraph.runs, view)


def render_runs(runs: Runs, view: View = "clean") -> str:
    """Inner HTML of some runs; links survive only with http, https or mailto."""
    shown = (run for run in runs if view == "changes" or run.change != "deletion")
    inside = "".join(_run(run, view) for run in shown)
    return inside.strip()


def _run(run: Run, view: View) -> str:
    text = html.escape(run.text).replace("\n", "<br>")
    if run.emphasis:
        text = f"<em>{text}</em>"
    if run.strong:
        text = f"<strong>{text}</strong>"
    if run.href is not None and _safe(run.href):
        text = f'<a href="{html.escape(run.href)}">{text}</a>'
    if view == "changes" and run.change is not None:
        tag = _CHANGE_TAGS[run.change]
        text = f"<{tag}>{text}</{tag}>"
    return text


def _picture(picture: Picture) -> str:
    described = html.escape(picture.description or "")
    return (
        f'<img src="{PICTURES}{picture.digest}" alt="{described}" width="{picture.width}" '
        f'height="{picture.height}" loading="lazy" decoding="async">'
    )


def _safe(href: str) -> bool:
    try:
        return urlsplit(href).scheme in _SCHEMES and href.isprintable()
    except ValueError:
        return False


def _table(paragraph: ParagraphDraft, view: View) -> str:
    rows = "".join(_row(row, view) for row in paragraph.cells if not _is_gone(row, paragraph, view))
    return f"<table><tbody>{rows}</tbody></table>"


def _is_gone(row: tuple[Cell, ...], table: ParagraphDraft, view: View) -> bool:
    """Deleted, and no cell reaches over it from row to row."""
    spanned = any(cell.rows > 1 for row in table.cells for cell in row)
    return view == "clean" and not spanned and is_deleted(row)


def _row(row: tuple[Cell, ...], view: View) -> str:
    """Its header cells say what they head: the row, or where all of them do, the columns below."""
    is_head = all(cell.header for cell in row)
    return f"<tr>{''.join(_cell(cell, view, is_head) for cell in row)}</tr>"


def _cell(cell: Cell, view: View, is_head: bool) -> str:
    tag = "th" if cell.header else "td"
    scope = _scope(cell, is_head) if cell.header else ""
    said = f' scope="{scope}"' if scope else ""
    spans = "".join(
        f' {name}="{count}"'
        for name, count in (("colspan", cell.columns), ("rowspan", cell.rows))
        if count > 1
    )
    return f"<{tag}{said}{spans}>{render_runs(cell.runs, view)}</{tag}>"


def _scope(cell: Cell, is_head: bool) -> str:
    if is_head:
        return "colgroup" if cell.columns > 1 else "col"
    return "rowgroup" if cell.rows > 1 else "row"
