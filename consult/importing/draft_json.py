"""The draft as `import FILE --dry-run --json` prints it: exactly these keys, nothing more."""

from typing import Any

from consult.importing.draft import Draft, ParagraphDraft, Run, Runs, joined


def as_json(draft: Draft) -> dict[str, Any]:
    """{"title", "sections", "warnings"}; runs are joined where their change is the same, without other formatting."""
    return {
        "title": draft.title,
        "sections": [
            {
                "path": section.path,
                "number": section.number,
                "title": section.title,
                "level": section.level,
                "change": section.change,
                "paragraphs": [_paragraph(paragraph) for paragraph in section.paragraphs],
            }
            for section in draft.sections
        ],
        "warnings": [
            {"code": warning.code, "message": warning.message, "where": warning.where}
            for warning in draft.warnings
        ],
    }


def _paragraph(paragraph: ParagraphDraft) -> dict[str, Any]:
    """Kind, text and runs; a list item's marker as it is printed."""
    printed = {"kind": paragraph.kind, "text": paragraph.text, "runs": _runs(paragraph.runs)}
    return printed | ({"marker": paragraph.marker} if paragraph.kind == "item" else {})


def _runs(runs: Runs) -> list[dict[str, str | None]]:
    bare = joined(tuple(Run(run.text, run.change) for run in runs))
    return [{"text": run.text, "change": run.change} for run in bare]
