"""The published remarks in blocks: in full as an annex, or one by one in a table beside the comment and the change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from consult.answers.labels import label
from consult.answers.memo.blocks import (
    Block,
    Heading,
    Run,
    Table,
    Text,
    Words,
    joined,
    runs_of,
    runs_with_omissions,
)
from consult.answers.memo.links import point_links, remark_url
from consult.answers.memo.memo import Memo, PointPart, RemarkLine
from consult.documents.versions.change_sentence import change_words
from consult.locale import gettext as _


def annex_blocks(memo: Memo) -> Iterator[Block]:
    """Every published remark in full, by response."""
    yield Heading(2, _("Annex: the published remarks"), "annex")
    for number, lines in groupby(memo.remarks, key=lambda line: line.response):
        of_response = list(lines)
        name = of_response[0].name or _("Name not shown")
        yield Heading(3, _("Response %(number)s: %(name)s") % {"number": number, "name": name})
        for line in of_response:
            yield from _remark(memo, line)


def _remark(memo: Memo, line: RemarkLine) -> Iterator[Block]:
    number = Run(line.reference, remark_url(memo.slug, line.reference))
    facts: list[str | Run] = [number, ": ", line.place or _("The draft as a whole")]
    if line.points:
        facts += ["; ", _("point") + " ", *runs_of(point_links(memo, line.points))]
    yield Text(tuple(facts))
    yield Text(runs_with_omissions(line.text))
    if line.proposed_text:
        yield Text(runs_with_omissions(line.proposed_text), _("Proposed wording"))


def table_blocks(memo: Memo) -> Iterator[Block]:
    """Remark by remark: number, who, remark, comment, change."""
    yield Heading(2, _("Remark by remark"), "points")
    points = {point.number: point for point in memo.points}
    yield Table(
        _("Every published remark with the answer to it"),
        (_("No."), _("Who"), _("Remark"), _("The answer"), _("The change")),
        tuple(_row(memo, line, points) for line in memo.remarks),
        (7, 22, 29, 27, 15),
    )
    yield Heading(2, _("The points"), "point-list")
    yield Table(
        _("The points that the comments answer"),
        (_("Point"), _("Title"), _("Remarks")),
        tuple((str(point.number), point.title, str(point.received)) for point in points.values()),
        (12, 70, 18),
        numbers=frozenset({2}),
    )


def _row(memo: Memo, line: RemarkLine, points: Mapping[int, PointPart]) -> tuple[Words, ...]:
    text = runs_with_omissions(line.text)
    if line.proposed_text:
        proposed = runs_with_omissions(line.proposed_text)
        text = (*text, Run("\n" + _("Proposed wording") + ": "), *proposed)
    own = [points[number] for number in line.points if number in points]
    place = Run(f"{line.place}\n") if line.place else Run("")
    return (
        Run(line.reference, remark_url(memo.slug, line.reference)),
        line.name or _("Name not shown"),
        (place, *text),
        joined((_comment(point) for point in own), "\n") or _("In no point."),
        "\n".join(dict.fromkeys(_changed(point) for point in own)) or "–",
    )


def _comment(point: PointPart) -> str:
    lines = [
        f"{each.committee}: {label('disposition', each.outcome)}. {each.reason}"
        if each.outcome
        else f"{each.committee}: " + _("Not yet answered.")
        for each in point.answers
    ]
    return "\n".join([_("Point %(number)s") % {"number": point.number}, *lines])


def _changed(point: PointPart) -> str:
    if point.text_changes:
        return "\n".join(change_words(each) for each in point.text_changes)
    return _("Met; see the changes to the draft") if point.changes_the_text else _("None")
