"""The words for each kind of warning about a draft, in the editor's language, the most severe kind first."""

from __future__ import annotations

from collections.abc import Callable

from consult.locale import gettext
from consult.locale import gettext as _

# Marks words for the catalogues; ``warning_words`` translates.
N_: Callable[[str], str] = str

# The most severe first: what the text may have lost or gained.
_WORDS = {
    "words-run-together": N_("Old and new words may stand side by side"),
    "deletion-maybe-lost": N_("Words were put in, and a deletion may have been lost"),
    "paragraph-end-deleted": N_("Paragraphs whose end was deleted: do they belong together?"),
    "changes-not-carried": N_("Tracked changes that the file cannot carry"),
    "paragraphs-joined": N_("Paragraphs made one because the end between them was deleted"),
    "empty-link": N_("Links without a target: say above what they mean"),
    "link-target-lost": N_("Links that lost their target"),
    "possible-misreading": N_("Words that may have been misread"),
    "table-rebuilt": N_("Tables put together from loose lines: confirm every cell"),
    "table-group-guessed": N_("Rows of a table that were guessed to belong together"),
    "table-depends": N_("Rows of a table that depend on others"),
    "table-cell-empty": N_("Empty cells of a table"),
    "table-colours-lost": N_("Colours of a table that are lost"),
    "letter-lost": N_("Letters that are lost"),
    "letters-repaired": N_("Damaged letters were mended"),
    "letters-doubtful": N_("Words whose letters are in doubt"),
    "letter-count": N_("The number of letters differs from the file's"),
    "sign-unknown": N_("Signs that may be damaged letters"),
    "sign-left-out": N_("Invisible signs that were left out"),
    "hyphen-mended": N_("Words mended that a hyphen cut in two"),
    "possible-hyphen": N_("Words with a hyphen that are written without one elsewhere"),
    "columns-read": N_("Pages that were read column by column"),
    "possible-columns": N_("Lines that may be columns side by side"),
    "hyphen-guessed": N_("Words read without the hyphen that cut them"),
    "word-mended": N_("Words cut in two that were mended"),
    "footnote-moved": N_("Footnotes taken out of the middle of the text"),
    "footnote-mark-guessed": N_("Marks of footnotes that were guessed"),
    "number-moved": N_("Numbers that stood behind their line and were moved"),
    "dash-moved": N_("Dashes that stood behind their line and were moved"),
    "structure-guessed": N_(
        "The file does not say what is a heading, a list or a table: compare the text with it"
    ),
    "structure-by-tags": N_(
        "Headings, lists and tables are those the PDF marks itself: compare the text with it"
    ),
    "page-without-text": N_("Pages without text"),
    "links-left-out": N_("Links that lost their targets"),
    "fields-left-out": N_("Form fields that were left out"),
    "attachments-left-out": N_("Files inside the file that were left out"),
    "text-not-placed": N_("Text that could not be placed"),
    "picture-without-description": N_("Pictures of which nobody said what they show"),
    "picture-left-out": N_("Pictures that were left out"),
    "hidden-text-left-out": N_("Hidden text that was left out"),
    "text-box": N_("Text boxes that were placed below the paragraph beside them"),
    "object-left-out": N_("Charts, drawings and other objects that were left out"),
    "formula-in-line": N_("Formulas set as one line of text: compare them with the file"),
    "raised-lost": N_("Raised or lowered words that now stand on the line"),
    "element-left-out": N_("Parts that were left out"),
    "comments-left-out": N_("Comments that were left out"),
    "heading-guessed": N_("Headings that were guessed"),
    "possible-heading": N_("Lines that may be headings"),
    "heading-long": N_("Headings as long as a paragraph"),
    "heading-by-title-style": N_("Headings recognised by the title's style"),
    "empty-headings-left-out": N_("Headings without words that were left out"),
    "heading-bold": N_("Headings recognised by their bold letters"),
    "heading-by-number": N_("Headings recognised by their number"),
    "list-typed": N_("Lists whose signs were typed by hand"),
    "list-without-signs": N_("Lists without signs before their items"),
    "heading-like-others": N_("Headings recognised because others look alike"),
    "heading-by-contents": N_("Headings found by the table of contents"),
    "heading-recurs": N_("Headings that recur"),
    "heading-with-full-stop": N_("Headings that end with a full stop"),
    "heading-without-text": N_("Headings without text below"),
    "heading-level-skipped": N_("Headings that skip a level"),
    "heading-partly-changed": N_("Headings of which a part is changed"),
    "contents-without-heading": N_("Lines of the table of contents without a heading"),
    "contents-title-differs": N_("Headings that differ from the table of contents"),
    "possible-split": N_("Paragraphs that may have been cut in two"),
    "page-break-joined": N_("Paragraphs joined over a page break"),
    "short-line-kept": N_("Short lines that were kept as paragraphs"),
    "struck-by-hand": N_("Words struck through by hand"),
    "marker-mended": N_("List marks that were mended"),
    "title-missing": N_("The title was not found"),
    "title-guessed": N_("The title was guessed"),
    "title-changed": N_("The title is changed"),
    "text-before-first-heading": N_("Text before the first heading"),
    "watermark-left-out": N_("Watermarks that were left out"),
    "header-left-out": N_("Page headers that were left out"),
    "contents-left-out": N_("The table of contents was left out; the site makes its own"),
    "front-matter-left-out": N_("Notes about the file that were left out"),
}
_ORDER = {code: rank for rank, code in enumerate(_WORDS)}


def warning_words(code: str) -> str:
    """The words for all warnings of a kind; general words for an unknown code."""
    return gettext(_WORDS[code]) if code in _WORDS else _("Something else to look at")


def severity_rank(code: str) -> int:
    """The kind's place in the order, 0 for the most severe; unknown kinds come last."""
    return _ORDER.get(code, len(_ORDER))
