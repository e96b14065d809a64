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

Inlines = list[dict[str, Any]]

_SHIFTED = {"Superscript": raised, "Subscript": lowered}
# Where a word may be cut at a line's end: no part of the word.
_SOFT_HYPHEN = "\u00ad"
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
_PARAGRAPH_MARKS = {"paragraph-deletion", "paragraph-insertion"}


@dataclass(slots=True)
class ReadingState:
    """What a paragraph carried beside its words, and how this file's marks are to be read.

    `struck` is what strikethrough means here; `warn` takes a code and a message; `heard` is set
    where signs were put into the file. `figures` are (reference, description).
    """

    warn: Callable[[str, str], None]
    struck: Change | None = None
    empty_links: EmptyLinks | None = None
    heard: MarkerReader | None = None
    notes: list[tuple[str, list[dict[str, Any]]]] = field(default_factory=list)
    figures: list[tuple[str, Runs]] = field(default_factory=list)
    pictures: Pictures | None = None
    note_count: int = 0
    flat: bool = False


def runs_of(inlines: Inlines, state: ReadingState, like: Run | None = None) -> Runs:
    """Runs for pandoc inlines; `like` gives the marks they inherit.

    Notes, pictures and comments are left in `state`, in order.
    """
    style = like or Run("")
    result: list[Run] = []
    for inline in inlines:
        result += _one(inline, state, style)
    return joined(tuple(result))


def _one(inline: dict[str, Any], state: ReadingState, like: Run) -> Runs:
    kind: str = inline["t"]
    content: Any = inline.get("c")
    plain = _plain(kind, content)
    if plain is not None:
        return _heard(replace(like, text=plain), state)
    match kind:
        case "Strong":
            return runs_of(content, state, replace(like, strong=True))
        case "Emph":
            return runs_of(content, state, replace(like, emphasis=True))
        case "Strikeout":
            return _struck(content, state, like)
        case "Underline" | "SmallCaps":
            return runs_of(content, state, like)
        case "Superscript" | "Subscript":
            return _shifted(runs_of(content, state, like), _SHIFTED[kind], state)
        case "Quoted":
            before, after = _QUOTES[content[0]["t"]]
            inside = runs_of(content[1], state, like)
            return (replace(like, text=before), *inside, replace(like, text=after))
        case "Cite":
            return runs_of(content[1], state, like)
    return _more(kind, content, state, like)


def _more(kind: str, content: Any, state: ReadingState, like: Run) -> Runs:
    """What is more than words in one look."""
    match kind:
        case "Span":
            return _span(content, state, like)
        case "Link":
            return _link(content, state, like)
        case "Image":
            state.figures.append((content[2][0], runs_of(content[1], state, like)))
            return ()
        case "Note":
            return _note(content, state, like)
        case "Math":
            return _heard(replace(like, text=f"{FORMULA}{content[1]}"), state)
    state.warn("element-left-out", f"An element of the kind {kind} was left out.")
    return ()


def _heard(run: Run, state: ReadingState) -> Runs:
    if state.heard is None:
        return (run,)
    runs, remarks = state.heard.runs_of(run)
    for code, message in remarks:
        state.warn(code, message)
    return runs


def _plain(kind: str, content: Any) -> str | None:
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


def _struck(content: Inlines, state: ReadingState, like: Run) -> Runs:
    if state.struck is not None:
        return runs_of(content, state, replace(like, change=state.struck))
    inside = runs_of(content, state, like)
    words = "".join(run.text for run in inside)
    state.warn("struck-by-hand", f"“{words}” is struck through, but not as a tracked change.")
    return inside


def _shifted(runs: Runs, shift: Callable[[str], str], state: ReadingState) -> Runs:
    """Raised or lowered signs as Unicode has them; what it has none for stays, and that is said."""
    shifted = tuple(replace(run, text=shift(run.text)) for run in runs)
    words = "".join(run.text for run in shifted)
    if is_lost(words):
        state.warn("raised-lost", f"“{words}” is raised or lowered in the file, and not here.")
    return shifted


def _span(content: Any, state: ReadingState, like: Run) -> Runs:
    (_, classes, _), inside = content
    if "comment-start" in classes:
        # Comments are the office's own talk: pointed at, never carried into the text.
        state.warn("comments-left-out", "A comment on this place was left out.")
        return ()
    if "paragraph-deletion" in classes:
        state.warn("paragraph-end-deleted", "The end of this paragraph is a tracked deletion.")
    if _PARAGRAPH_MARKS & set(classes):
        return ()
    if "deletion" in classes:
        return runs_of(inside, state, replace(like, change="deletion"))
    if "insertion" in classes and like.change is None:
        return runs_of(inside, state, replace(like, change="insertion"))
    return runs_of(inside, state, like)


def _link(content: Any, state: ReadingState, like: Run) -> Runs:
    _, inside, (target, _) = content
    if target not in ("", "#"):
        return runs_of(inside, state, replace(like, href=target))
    words = runs_of(inside, state, like)
    change = judge_empty_link("".join(run.text for run in words), state)
    return tuple(replace(run, change=run.change or change) for run in words)


def judge_empty_link(words: str, state: ReadingState) -> Change | None:
    """What a link to nowhere, `[words](#)`, is in this document; warns when it is a guess."""
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


def _note(blocks: list[dict[str, Any]], state: ReadingState, like: Run) -> Runs:
    state.note_count += 1
    marker = raised(str(state.note_count))
    state.notes.append((marker, blocks))
    return (replace(like, text=marker),)
