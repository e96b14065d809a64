"""The tracked changes of an OpenDocument text, which stand before it and not where they were made."""

from consult.importing.xml_splicing import Element, XmlEditor

PARAGRAPHS = ("text:p", "text:h")
# A deleted paragraph end is recorded as two paragraphs without text: what is left of it, and of the next one.
_PARAGRAPHS_OF_DELETED_END = 2


class TrackedChanges(XmlEditor):
    """The first pass, without edits: the tracked changes.

    `insertions` are ids of tracked insertions; `deletions` are id → deleted text; `deleted_ends` are
    ids of deleted paragraph ends.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.insertions: set[str] = set()
        self.deletions: dict[str, str] = {}
        self.deleted_ends: set[str] = set()
        self._change_id = ""
        self._deleted_paragraphs = 0

    def on_open(self, element: Element) -> None:
        attributes = element.attributes
        if element.name == "text:changed-region":
            self._change_id = attributes.get("text:id") or attributes.get("xml:id", "")
        elif element.name == "text:insertion":
            self.insertions.add(self._change_id)
        elif element.name == "text:deletion":
            self.deletions[self._change_id] = ""

    def on_text(self, text: str, at: int) -> None:
        is_deleted = self.is_inside("text:deletion") and not self.is_inside("office:change-info")
        if is_deleted and self.is_inside(*PARAGRAPHS):
            self.deletions[self._change_id] += text

    def on_close(self, element: Element, end: int) -> None:
        if element.name in PARAGRAPHS and self.is_inside("text:deletion"):
            self._deleted_paragraphs += 1
            if self.deletions.get(self._change_id):
                self.deletions[self._change_id] += " "
        elif element.name == "text:deletion":
            has_text = bool(self.deletions[self._change_id].strip())
            if self._deleted_paragraphs == _PARAGRAPHS_OF_DELETED_END and not has_text:
                self.deleted_ends.add(self._change_id)
            self._deleted_paragraphs = 0
