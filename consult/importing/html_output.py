"""One paragraph as HTML for storage: escaped, without ids, classes, styles or scripts.

`<ins>` and `<del>` are plain; their text alternatives for screen readers belong to the template.
"""

import html
from typing import Literal
from urllib.parse import urlsplit

from consult.importing.draft import Cell, ParagraphDraft, Picture, Run, Runs, is_deleted

# Without tracked changes, or with them as `<ins>` and `<del>`.
View = Literal["clean", "changes"]

# The path under which the site serves the pictures of published texts.
PICTURES = "/pictures/"
_SCHEMES = {"http", "https", "mailto"}
_CHANGE_TAGS = {"insertion": "ins", "deletion": "del"}


def render_html(paragraph: ParagraphDraft, view: View = "clean") -> str:
    """Inner HTML of a paragraph; for a table the whole `<table>`, for a figure the `<img>`.

    "clean" accepts insertions and drops deletions, so a wholly deleted paragraph gives "".
    """
    if paragraph.kind == "table":
        return _table(paragraph, view)
    if paragraph.picture is not None:
        return _picture(paragraph.picture)
    return render_runs(paragraph.runs, view)


def render_runs(runs: Runs, view: View = "clean") -> str:
    """Inner HTML of some runs, trimmed; only links to http, https and mailto are written."""
    visible = (run for run in runs if view == "changes" or run.change != "deletion")
    return "".join(_run(run, view) for run in visible).strip()


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
    description = html.escape(picture.description or "")
    return (
        f'<img src="{PICTURES}{picture.digest}" alt="{description}" width="{picture.width}" '
        f'height="{picture.height}" loading="lazy" decoding="async">'
    )


def _safe(href: str) -> bool:
    try:
        return urlsplit(href).scheme in _SCHEMES and href.isprintable()
    except ValueError:
        return False


def _table(paragraph: ParagraphDraft, view: View) -> str:
    rows = "".join(
        _row(row, view) for row in paragraph.cells if not _is_left_out(row, paragraph, view)
    )
    return f"<table><tbody>{rows}</tbody></table>"


def _is_left_out(row: tuple[Cell, ...], table: ParagraphDraft, view: View) -> bool:
    """Whether a row is deleted; it stays in a table with cells over several rows, whose spans count it."""
    spanned = any(cell.rows > 1 for row in table.cells for cell in row)
    return view == "clean" and not spanned and is_deleted(row)


def _row(row: tuple[Cell, ...], view: View) -> str:
    """A row of nothing but header cells heads the columns below; any other header cell heads its row."""
    is_head = all(cell.header for cell in row)
    return f"<tr>{''.join(_cell(cell, view, is_head) for cell in row)}</tr>"


def _cell(cell: Cell, view: View, is_head: bool) -> str:
    tag = "th" if cell.header else "td"
    scope = _scope(cell, is_head) if cell.header else ""
    scope_attribute = f' scope="{scope}"' if scope else ""
    spans = "".join(
        f' {name}="{count}"'
        for name, count in (("colspan", cell.columns), ("rowspan", cell.rows))
        if count > 1
    )
    return f"<{tag}{scope_attribute}{spans}>{render_runs(cell.runs, view)}</{tag}>"


def _scope(cell: Cell, is_head: bool) -> str:
    if is_head:
        return "colgroup" if cell.columns > 1 else "col"
    return "rowgroup" if cell.rows > 1 else "row"
