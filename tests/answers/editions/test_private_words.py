"""Words that nobody may read are found in what everybody is to read, and a person decides on each."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from consult.answers.editions import word_findings
from consult.answers.editions.private_words import PrivateRun, Source, private_runs
from consult.answers.editions.readiness import Obstacle, readiness_of
from consult.answers.editions.word_findings import WordFinding, let_words_stand
from consult.answers.point import PointWording, reword_point
from consult.responses.omission import MARK
from consult.responses.publicity import retract
from consult.responses.remark import Revision
from consult.settings import Settings
from tests.answers.editions.ready import Answered, answered, approve_all, open_all, publish
from tests.answers.scene import BY
from tests.support.factories import NOW

WITHHELD = "Min nabo Karl Emil Hansen på Åvej 7 larmer."


def found(text: str, private: str, *public: str) -> list[str]:
    sources = [Source(1, (private,), ()), Source(2, (), public)]
    return [run.words for run in private_runs(text, sources)]


def test_five_words_in_a_row_are_found_however_they_are_written() -> None:
    text = "En borger skriver: KARL EMIL, Hansen på\nÅvej, og mere."
    assert found(text, WITHHELD) == ["KARL EMIL, Hansen på\nÅvej"]


def test_four_words_are_no_finding() -> None:
    assert found("Om Karl Emil Hansen på stedet.", WITHHELD) == []


def test_a_longer_run_is_one_finding() -> None:
    assert found(f"Citat: {WITHHELD}", WITHHELD) == [WITHHELD.rstrip(".")]


def test_words_that_somebody_else_says_in_public_are_no_finding() -> None:
    assert found("Min nabo Karl Emil Hansen larmer.", WITHHELD, f"Ja! {WITHHELD}") == []


@pytest.mark.parametrize("left_out", ["Hansen", "Karl Hansen", "Karl Emil Hansen 12"])
def test_what_was_left_out_is_found_whole_however_short(left_out: str) -> None:
    source = Source(1, (f"Spørg {left_out} om det.",), (f"Spørg {MARK} om det.",))
    assert private_runs(f"Vi har spurgt {left_out}.", [source]) == [PrivateRun(left_out, (1,))]


def test_a_very_short_word_that_was_left_out_is_everywhere() -> None:
    source = Source(1, ("Spørg ham om det.",), (f"Spørg {MARK} om det.",))
    assert private_runs("Vi har spurgt ham.", [source]) == []


def test_every_remark_that_has_the_words_is_named() -> None:
    sources = [Source(1, (WITHHELD,), ()), Source(2, (WITHHELD,), ())]
    assert private_runs(WITHHELD, sources)[0].remarks == (1, 2)


async def findings(made: Answered) -> list[WordFinding]:
    return list((await readiness_of(made.consultation, NOW)).findings)


async def retitled(title: str, summary: str = "") -> Answered:
    made = await answered()
    await open_all(made)
    await reword_point(made.point, PointWording(title, summary), by=BY, now=NOW)
    await approve_all(made)
    return made


async def test_a_person_decides_on_each_finding(db: Settings) -> None:
    made = await retitled("Naboen Karl Emil Hansen på Åvej 7 larmer")
    ready = await readiness_of(made.consultation, NOW)
    assert ready.obstacles == (Obstacle.WORDS,)
    (finding,) = ready.findings
    assert (finding.field, finding.words) == ("title", "Karl Emil Hansen på Åvej 7 larmer")
    assert finding.remarks == ("2.1",)
    for _ in range(2):
        assert await let_words_stand(made.consultation, 1, finding.digest, by=BY, now=NOW)
    assert (await readiness_of(made.consultation, NOW)).obstacles == ()
    assert not await let_words_stand(made.consultation, 9, finding.digest, by=BY, now=NOW)


async def test_other_words_are_another_decision(db: Settings) -> None:
    made = await retitled("Karl Emil Hansen på Åvej")
    (finding,) = await findings(made)
    await let_words_stand(made.consultation, 1, finding.digest, by=BY, now=NOW)
    wording = PointWording("Karl Emil Hansen på Åvej 7", "", 2)
    await open_all(made)
    await reword_point(made.point, wording, by=BY, now=NOW)
    (finding,) = await findings(made)
    assert not finding.is_cleared


async def test_public_words_are_no_finding_until_they_are_withdrawn(db: Settings) -> None:
    made = await retitled("Bænke", "De skriver: Sæt bænke i parken ved åen.")
    assert await findings(made) == []
    await retract(made.remark.response_id, now=NOW)
    (finding,) = await findings(made)
    assert finding.words == "Sæt bænke i parken ved åen"


async def test_words_of_the_public_edition_that_are_withdrawn_are_told(db: Settings) -> None:
    made = await retitled("Bænke", "De skriver: Sæt bænke i parken ved åen.")
    await publish(made)
    await retract(made.remark.response_id, now=NOW)
    await open_all(made)
    await reword_point(made.point, PointWording("Bænke", "", 2), by=BY, now=NOW)
    await approve_all(made)
    ready = await readiness_of(made.consultation, NOW)
    (finding,) = ready.public_findings
    assert (finding.words, finding.is_live) == ("Sæt bænke i parken ved åen", False)
    assert ready.obstacles == ()  # the next edition is without them
    await publish(made)
    assert (await readiness_of(made.consultation, NOW)).public_findings == []


async def test_texts_are_read_again_only_when_one_of_them_has_changed(
    db: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = await retitled("Karl Emil Hansen på Åvej")
    (finding,) = await findings(made)
    read = []
    sources = word_findings._sources

    async def counted(remarks: Collection[int]) -> dict[int, Source]:
        read.append(remarks)
        return await sources(remarks)

    monkeypatch.setattr(word_findings, "_sources", counted)
    await findings(made)
    assert read == []
    await let_words_stand(made.consultation, 1, finding.digest, by=BY, now=NOW)
    (cleared,) = await findings(made)
    assert cleared.is_cleared
    assert read == []
    text = "Karl Emil Hansen på Åvej støjer."
    await Revision.create(remark=made.remark, number=2, text=text, written_at=NOW)
    (both,) = await findings(made)
    assert both.remarks == ("1.1", "2.1")
    assert len(read) == 1
