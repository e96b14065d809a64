"""A picture of any kind of file as a figure of the draft, with its description."""

from consult.importing.draft import ParagraphDraft, Run, Runs, clean_text, whole_change
from consult.importing.markers import DECORATIVE
from consult.importing.pandoc_inlines import ReadingState
from consult.importing.pictures import UnusablePicture


def figure(reference: str, description: Runs, state: ReadingState) -> ParagraphDraft | None:
    """The figure; without a usable picture its description alone, or None where it has neither.

    `reference` is what `state.pictures` knows the picture by. Warns of a picture that was left out,
    and of one without a description.
    """
    runs = description or _kept_apart(reference, state)
    is_decorative = clean_text(runs) == DECORATIVE
    runs = () if is_decorative else runs
    words = clean_text(runs)
    try:
        if state.pictures is None or whole_change(runs) == "deletion":
            raise UnusablePicture("it was not carried over")
        picture = state.pictures.take(reference, words or ("" if is_decorative else None))
    except UnusablePicture as reason:
        state.warn("picture-left-out", f"A picture was left out: {reason}.")
        return ParagraphDraft("figure", words, runs) if words else None
    if not words and not is_decorative:
        message = "Nobody said what this picture shows; describe it, or say that it only decorates."
        state.warn("picture-without-description", message)
    return ParagraphDraft("figure", words, runs, picture=picture)


def _kept_apart(reference: str, state: ReadingState) -> Runs:
    """The description that the file keeps apart from its text, as OpenDocument does."""
    words = state.pictures.descriptions.get(reference, "") if state.pictures else ""
    return (Run(words),) if words else ()
