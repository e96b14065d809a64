"""The editor's desk: its routes, step by step. The handlers stand in the files beside this one."""

from __future__ import annotations

from starlette.routing import Route

from consult.desk.pages import (
    background,
    baseline_version,
    dates,
    dismissed_warnings,
    draft_section,
    draft_text,
    frame,
    heading_levels,
    languages,
    mapping,
    mapping_correction,
    new_consultation,
    next_version,
    owners,
    parties,
    pictures,
    publication,
    reasons,
    summary,
    suspension,
    takedowns,
    translated_section,
    translation_files,
    version_note,
    version_publication,
)

_ALL = "/staff/consultations"
_DESK = _ALL + "/{consultation}"
_SECTION = _DESK + "/text/sections/{place:int}"
_EARLIER = _DESK + "/text/earlier"
_PARTIES = _DESK + "/parties"
_REASONS = _DESK + "/reasons"
_OWNERS = _DESK + "/owners"
_BACKGROUND = _DESK + "/background"
_PUBLICATION = _DESK + "/publication"
_LANGUAGE = _DESK + "/languages/{language}"
_WORDING = _LANGUAGE + "/sections/{place:int}"
_NEXT = _DESK + "/next"
_MAPPING = _NEXT + "/mapping"
_TAKEDOWNS = _DESK + "/takedowns"
_POST = ["POST"]

routes: list[Route] = [
    Route(_ALL, new_consultation.new_consultation, name="new_consultation"),
    Route(_ALL, new_consultation.start_consultation, methods=_POST, name="start_consultation"),
    Route(_DESK, frame.desk, name="desk"),
    Route(_DESK, frame.rename_consultation, methods=_POST, name="rename_consultation"),
    Route(_DESK + "/text", draft_text.draft_text, name="draft_text"),
    Route(_DESK + "/text", draft_text.upload_draft, methods=_POST, name="upload_draft"),
    Route(_DESK + "/text/links", draft_text.say_links, methods=_POST, name="say_links"),
    Route(_DESK + "/text/areas", draft_text.say_areas, methods=_POST, name="say_areas"),
    Route(_EARLIER, baseline_version.keep_as_earlier, methods=_POST, name="keep_as_earlier"),
    Route(
        _EARLIER + "/return", baseline_version.take_up_again, methods=_POST, name="take_up_again"
    ),
    Route(
        _DESK + "/text/judged", dismissed_warnings.judge_places, methods=_POST, name="judge_places"
    ),
    Route(_DESK + "/text/levels", heading_levels.heading_levels, name="heading_levels"),
    Route(
        _DESK + "/text/levels", heading_levels.correct_levels, methods=_POST, name="correct_levels"
    ),
    Route(
        _DESK + "/versions/{version:int}/note",
        version_note.correct_note,
        methods=_POST,
        name="correct_note",
    ),
    Route(_SECTION, draft_section.draft_section, name="draft_section"),
    Route(_SECTION, draft_section.correct_section, methods=_POST, name="correct_section"),
    Route(_DESK + "/pictures/{digest}", pictures.draft_picture, name="draft_picture"),
    Route(_NEXT, next_version.next_version, methods=_POST, name="next_version"),
    Route(_NEXT + "/discarding", next_version.discard_next, methods=_POST, name="discard_next"),
    Route(_NEXT + "/note", version_publication.describe_next, methods=_POST, name="describe_next"),
    Route(
        _NEXT + "/publication",
        version_publication.version_publication,
        name="version_publication",
    ),
    Route(
        _NEXT + "/publication",
        version_publication.publish_next,
        methods=_POST,
        name="publish_next",
    ),
    Route(_MAPPING, mapping.mapping, name="mapping"),
    Route(_MAPPING + "/approval", mapping.approve_mapping, methods=_POST, name="approve_mapping"),
    Route(
        _MAPPING + "/approval/withdrawal",
        mapping.reopen_mapping,
        methods=_POST,
        name="reopen_mapping",
    ),
    Route(_MAPPING + "/correction", mapping_correction.correction, name="correction"),
    Route(
        _MAPPING + "/correction",
        mapping_correction.correct_mapping,
        methods=_POST,
        name="correct_mapping",
    ),
    Route(_OWNERS, owners.owners, name="owners"),
    Route(_OWNERS, owners.assign_owners, methods=_POST, name="assign_owners"),
    Route(_OWNERS + "/areas", owners.assign_areas, methods=_POST, name="assign_areas"),
    Route(_OWNERS + "/removal", owners.remove_owner, methods=_POST, name="remove_owner"),
    Route(_OWNERS + "/committees", owners.new_committee, methods=_POST, name="new_committee"),
    Route(_OWNERS + "/names", owners.rename_committee, methods=_POST, name="rename_committee"),
    Route(_DESK + "/summary", summary.summary, name="summary"),
    Route(_DESK + "/summary", summary.summarise, methods=_POST, name="summarise"),
    Route(_DESK + "/languages", languages.languages, name="languages"),
    Route(_LANGUAGE, languages.one_language, name="one_language"),
    Route(_WORDING, translated_section.wording, name="wording"),
    Route(_WORDING, translated_section.store_wording, methods=_POST, name="store_wording"),
    Route(_LANGUAGE + "/file", translation_files.translation_file, name="translation_file"),
    Route(
        _LANGUAGE + "/file",
        translation_files.read_translation_file,
        methods=_POST,
        name="read_translation_file",
    ),
    Route(_DESK + "/dates", dates.dates, name="dates"),
    Route(_DESK + "/dates", dates.set_period, methods=_POST, name="set_period"),
    Route(_DESK + "/keeping", dates.set_keeping, methods=_POST, name="set_keeping"),
    Route(_PARTIES, parties.parties, name="parties"),
    Route(_PARTIES, parties.add_parties, methods=_POST, name="add_parties"),
    Route(
        _PARTIES + "/{party:int}/removal",
        parties.remove_party,
        methods=_POST,
        name="remove_party",
    ),
    Route(_REASONS, reasons.reasons, name="reasons"),
    Route(_REASONS, reasons.add_reason, methods=_POST, name="add_reason"),
    Route(_REASONS + "/{reason}", reasons.reword_reason, methods=_POST, name="reword_reason"),
    Route(
        _REASONS + "/{reason}/removal",
        reasons.remove_reason,
        methods=_POST,
        name="remove_reason",
    ),
    Route(_BACKGROUND, background.background, name="background"),
    Route(_BACKGROUND, background.add_background, methods=_POST, name="add_background"),
    Route(
        _BACKGROUND + "/{document:int}/removal",
        background.remove_background,
        methods=_POST,
        name="remove_background",
    ),
    Route(_TAKEDOWNS, takedowns.takedowns, name="takedowns"),
    Route(
        _TAKEDOWNS + "/paragraphs",
        takedowns.take_down_paragraph,
        methods=_POST,
        name="take_down_paragraph",
    ),
    Route(
        _TAKEDOWNS + "/versions",
        takedowns.take_down_version,
        methods=_POST,
        name="take_down_version",
    ),
    Route(
        _TAKEDOWNS + "/background",
        takedowns.take_down_background,
        methods=_POST,
        name="take_down_background",
    ),
    Route(
        _TAKEDOWNS + "/{takedown:int}/restoration",
        takedowns.restore_takedown,
        methods=_POST,
        name="restore_takedown",
    ),
    Route(
        _TAKEDOWNS + "/{takedown:int}/reason",
        takedowns.reword_takedown,
        methods=_POST,
        name="reword_takedown",
    ),
    Route(_PUBLICATION, publication.publication, name="publication"),
    Route(
        _PUBLICATION,
        publication.announce_consultation,
        methods=_POST,
        name="announce_consultation",
    ),
    Route(
        _PUBLICATION + "/calling-off",
        publication.call_off,
        methods=_POST,
        name="call_off_announcement",
    ),
    Route(
        _PUBLICATION + "/suspension",
        suspension.suspend_consultation,
        methods=_POST,
        name="suspend_consultation",
    ),
    Route(
        _PUBLICATION + "/resumption",
        suspension.resume_consultation,
        methods=_POST,
        name="resume_consultation",
    ),
    Route(
        _PUBLICATION + "/end",
        suspension.call_off_consultation,
        methods=_POST,
        name="call_off_consultation",
    ),
    Route(
        _DESK + "/extensions",
        publication.extend_deadline,
        methods=_POST,
        name="extend_deadline",
    ),
]
