"""The match against versions whose edits are known: which links it finds, and what it calls them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from consult.importing import read_draft
from consult.lineage import LinkKind, Mapping, Passage, as_json, match, passages_of
from tests.lineage.edits import Edited, Editor

SAMPLE = Path(__file__).parents[2] / "consult" / "sample" / "draft.docx"
SEEDS = range(12)


@pytest.fixture(scope="module")
def sample() -> tuple[Passage, ...]:
    return passages_of(read_draft(SAMPLE))


@pytest.fixture(scope="module")
def real(shared_drafts: Path) -> tuple[Passage, ...]:
    return passages_of(read_draft(shared_drafts / "politik-2027-2030.docx"))


def lightly(editor: Editor) -> None:
    """What a hearing usually changes: a few words, a few paragraphs."""
    editor.move(between=False)
    editor.move(between=True)
    editor.split()
    editor.merge()
    for _ in range(8):
        editor.reword(0.05)
    for _ in range(3):
        editor.delete()
        editor.add()


def heavily(editor: Editor) -> None:
    """Half of the text touched, much of it beyond recognition at a glance."""
    for edit, times in (
        (lambda: editor.move(between=False), 2),
        (lambda: editor.move(between=True), 4),
        (editor.split, 5),
        (editor.merge, 5),
        (lambda: editor.reword(0.4, shortest=15), 10),
        (lambda: editor.reword(0.1), 10),
        (editor.delete, 8),
        (editor.add, 8),
    ):
        for _ in range(times):
            edit()


def in_many_ways(editor: Editor) -> None:
    """Edits on top of edits: parted and reworded, parted and sent away, put together and reworded, copied."""
    for _ in range(3):
        editor.split(reworded=True)
        editor.split(apart=True)
        editor.merge(reworded=True)
        editor.add_like()
        editor.delete()
    editor.merge(3)


@dataclass
class Score:
    """Counts over many versions; shares are 0 to 1."""

    made: Counter[LinkKind] = field(default_factory=Counter)
    found: Counter[LinkKind] = field(default_factory=Counter)
    named: Counter[LinkKind] = field(default_factory=Counter)
    untrue: int = 0
    false_same: int = 0
    loose: int = 0

    def count(self, edited: Edited, mapping: Mapping) -> None:
        said = {(link.old, link.new): link.kind for link in mapping.links}
        for ids, kind in edited.truth.items():
            self.made[kind] += 1
            self.found[kind] += ids in said
            self.named[kind] += said.get(ids) is kind
        self.untrue += sum(ids not in edited.truth for ids in said)
        texts = {one.id: one.text for one in (*edited.old, *edited.new)}
        self.false_same += sum(
            texts[old[0]] != texts[new[0]]
            for (old, new), kind in said.items()
            if kind is LinkKind.SAME
        )
        self.loose += len(edited.removed ^ set(mapping.removed))
        self.loose += len(edited.added ^ set(mapping.added))

    @property
    def recall(self) -> dict[LinkKind, float]:
        return {kind: self.found[kind] / self.made[kind] for kind in LinkKind}


def judge(base: Sequence[Passage], plan: Callable[[Editor], None]) -> Score:
    score = Score()
    for seed in SEEDS:
        editor = Editor(base, seed)
        plan(editor)
        edited = editor.done()
        score.count(edited, match(edited.old, edited.new))
    return score


@pytest.mark.parametrize("text", ["sample", "real"])
def test_after_light_edits_every_link_is_right_and_rightly_named(
    text: str, request: pytest.FixtureRequest
) -> None:
    score = judge(request.getfixturevalue(text), lightly)
    assert score.made[LinkKind.REWORDED] == 8 * len(SEEDS)
    assert score.named == score.made
    assert (score.untrue, score.false_same, score.loose) == (0, 0, 0)


@pytest.mark.parametrize("text", ["sample", "real"])
def test_after_heavy_edits_nearly_every_link_is_right_and_none_is_a_false_same(
    text: str, request: pytest.FixtureRequest
) -> None:
    score = judge(request.getfixturevalue(text), heavily)
    assert score.false_same == 0
    assert min(score.recall.values()) >= 0.98
    assert score.untrue <= 0.01 * score.made.total()
    assert score.named.total() >= 0.99 * score.made.total()


@pytest.mark.parametrize("text", ["sample", "real"])
def test_after_edits_on_top_of_edits_nothing_is_linked_that_does_not_belong_together(
    text: str, request: pytest.FixtureRequest
) -> None:
    score = judge(request.getfixturevalue(text), in_many_ways)
    assert (score.untrue, score.false_same, score.loose) == (0, 0, 0)
    assert score.made[LinkKind.SPLIT] == 6 * len(SEEDS)
    assert score.found == score.made
    assert score.named.total() >= 0.995 * score.made.total()


def test_every_passage_is_in_one_link_or_removed_or_added(sample: tuple[Passage, ...]) -> None:
    editor = Editor(sample, seed=7)
    heavily(editor)
    edited = editor.done()
    mapping = match(edited.old, edited.new)
    old = [one for link in mapping.links for one in link.old]
    new = [one for link in mapping.links for one in link.new]
    assert sorted([*old, *mapping.removed]) == sorted(one.id for one in edited.old)
    assert sorted([*new, *mapping.added]) == sorted(one.id for one in edited.new)
    assert all(0 <= link.score <= 1 for link in mapping.links)


def test_the_same_two_texts_give_the_same_mapping(sample: tuple[Passage, ...]) -> None:
    editor = Editor(sample, seed=3)
    heavily(editor)
    edited = editor.done()
    assert match(edited.old, edited.new) == match(edited.old, edited.new)


def test_the_json_form_has_the_agreed_keys_and_nothing_more(sample: tuple[Passage, ...]) -> None:
    told = json.loads(json.dumps(as_json(sample, sample, match(sample, sample))))
    assert set(told) == {"old", "new", "links", "removed", "added"}
    assert set(told["old"][0]) == {"id", "section", "text"}
    assert set(told["links"][0]) == {"old", "new", "kind", "score"}
    assert told["links"][0]["kind"] == "same"
