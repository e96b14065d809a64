"""From pandoc's inline elements to runs.

Holds what each inline element becomes; blocks, sections and file kinds are elsewhere.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from consult.importing.draft import Change, EmptyLinks, Run, Runs, joined
from consult.importing.markers import FORMULA, MarkerReader
from consult.importing.pictures import Pictures
from consult.importing.superscript import is_lost, lowered, raised

Inline = dict[str, Any]
Inlines = list[Inline]

_SHIFTS = {"Superscript": raised, "Subscript": lowered}
# Where a word may be hyphenated: no part of the word.
_SOFT_HYPHEN = "\u00ad"
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
_PARAGRAPH_MARKS = {"paragraph-deletion", "paragraph-insertion"}


@dataclass(slots=True)
class ReadingState:
    """How one file's marks are to be read, and what was collected from it beside the text.

    `warn` takes a code and a message. `struck` is what strikethrough means in this file, None where
    it is only formatting. `markers` is set where markers were put into the file. `notes` (raised
    number, pandoc's blocks) and `figures` (reference, description) wait to be put below their
    paragraph, `is_flat` while the text of a cell or note is read, which has room for neither.
    """

    warn: Callable[[str, str], None]
    struck: Change | None = None
    empty_links: EmptyLinks | None = None
    markers: MarkerReader | None = None
    notes: list[tuple[str, list[dict[str, Any]]]] = field(default_factory=list)
    figures: list[tuple[str, Runs]] = field(default_factory=list)
    pictures: Pictures | None = None
    note_count: int = 0
    is_flat: bool = False


def runs_of(inlines: Inlines, state: ReadingState, style: Run | None = None) -> Runs:
    """The runs of pandoc's inlines; `style` is a run whose change, formatting and link they inherit.

    Notes and pictures are added to the `state`, in order; comments and losses give warnings.
    """
    inherited = style or Run("")
    result: list[Run] = []
    for inline in inlines:
        result += _runs(inline, state, inherited)
    return joined(tuple(result))


def _runs(inline: Inline, state: ReadingState, style: Run) -> Runs:
    kind: str = inline["t"]
    content: Any = inline.get("c")
    plain = _plain_text(kind, content)
    if plain is not None:
        return _without_markers(replace(style, text=plain), state)
    match kind:
        case "Strong":
            return runs_of(content, state, replace(style, strong=True))
        case "Emph":
            return runs_of(content, state, replace(style, emphasis=True))
        case "Strikeout":
            return _struck(content, state, style)
        case "Underline" | "SmallCaps":
            return runs_of(content, state, style)
        case "Superscript" | "Subscript":
            return _shifted(runs_of(content, state, style), _SHIFTS[kind], state)
        case "Quoted":
            before, after = _QUOTES[content[0]["t"]]
            inside = runs_of(content[1], state, style)
            return (replace(style, text=before), *inside, replace(style, text=after))
        case "Cite":
            return runs_of(content[1], state, style)
    return _other_runs(kind, content, state, style)


def _other_runs(kind: str, content: Any, state: ReadingState, style: Run) -> Runs:
    """Of elements that are more than text with one formatting."""
    match kind:
        case "Span":
            return _span(content, state, style)
        case "Link":
            return _link(content, state, style)
        case "Image":
            state.figures.append((content[2][0], runs_of(content[1], state, style)))
            return ()
        case "Note":
            return _note(content, state, style)
        case "Math":
            return _without_markers(replace(style, text=f"{FORMULA}{content[1]}"), state)
    state.warn("element-left-out", f"An element of the kind {kind} was left out.")
    return ()


def _without_markers(run: Run, state: ReadingState) -> Runs:
    if state.markers is None:
        return (run,)
    runs, warnings = state.markers.runs_of(run)
    for code, message in warnings:
        state.warn(code, message)
    return runs


def _plain_text(kind: str, content: Any) -> str | None:
    match kind:
        case "Str":
            return str(content).replace(_SOFT_HYPHEN, "")
        case "Space" | "SoftBreak":
            return " "
        case "LineBreak":
            return "\n"
        case "Code":
            return str(content[1])
    return None


def _struck(content: Inlines, state: ReadingState, style: Run) -> Runs:
    if state.struck is not None:
        return runs_of(content, state, replace(style, change=state.struck))
    inside = runs_of(content, state, style)
    words = "".join(run.text for run in inside)
    state.warn("struck-by-hand", f"“{words}” is struck through, but not as a tracked change.")
    return inside


def _shifted(runs: Runs, shift: Callable[[str], str], state: ReadingState) -> Runs:
    """The runs as raised or lowered characters; text that Unicode has none for stays, with a warning."""
    shifted = tuple(replace(run, text=shift(run.text)) for run in runs)
    words = "".join(run.text for run in shifted)
    if is_lost(words):
        state.warn("raised-lost", f"“{words}” is raised or lowered in the file, and not here.")
    return shifted


def _span(content: Any, state: ReadingState, style: Run) -> Runs:
    (_, classes, _), inside = content
    if "comment-start" in classes:
        # Comments are the office's internal notes: warned of, never carried into the text.
        state.warn("comments-left-out", "A comment on this place was left out.")
        return ()
    if "paragraph-deletion" in classes:
        state.warn("paragraph-end-deleted", "The end of this paragraph is a tracked deletion.")
    if _PARAGRAPH_MARKS & set(classes):
        return ()
    if "deletion" in classes:
        return runs_of(inside, state, replace(style, change="deletion"))
    if "insertion" in classes and style.change is None:
        return runs_of(inside, state, replace(style, change="insertion"))
    return runs_of(inside, state, style)


def _link(content: Any, state: ReadingState, style: Run) -> Runs:
    _, inside, (target, _) = content
    if target not in ("", "#"):
        return runs_of(inside, state, replace(style, href=target))
    runs = runs_of(inside, state, style)
    change = empty_link_change("".join(run.text for run in runs), state)
    return tuple(replace(run, change=run.change or change) for run in runs)


def empty_link_change(words: str, state: ReadingState) -> Change | None:
    """The change that a link without target, `[words](#)`, stands for in this file; warns when it is a guess."""
    match state.empty_links:
        case "insertion":
            return "insertion"
        case "link":
            state.warn("link-target-lost", f"The link “{words}” has lost its target.")
        case None:
            state.warn(
                "empty-link",
                f"“{words}” is marked as a link to nowhere: a tracked insertion, a link that "
                "lost its target, or plain text? Kept as plain text.",
            )
    return None


def _note(blocks: list[dict[str, Any]], state: ReadingState, style: Run) -> Runs:
    state.note_count += 1
    number = raised(str(state.note_count))
    state.notes.append((number, blocks))
    return (replace(style, text=number),)
