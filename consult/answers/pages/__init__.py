"""Handlers of this package, and the list of its routes."""

from __future__ import annotations

from starlette.routing import Route

from consult.answers.pages import (
    annex,
    answers,
    causes,
    committee,
    contribution,
    edition,
    memo,
    memo_template,
    new_point,
    point,
    private_words,
    remark_table,
    uncovered,
)

_CONSULTATION = "/staff/consultations/{consultation}"
_COMMITTEE = _CONSULTATION + "/committees/{committee}"
_POINT = _COMMITTEE + "/points/{number:int}"
_MEMBER = _POINT + "/remarks/{remark:int}"
_ANSWERS = _CONSULTATION + "/answers"
_EDITION = _ANSWERS + "/editions/{number:int}"
_TEMPLATE = _CONSULTATION + "/memo/template"
_CAUSES = _ANSWERS + "/changes/{version:int}"
_POST = ["POST"]

routes: list[Route] = [
    Route(_COMMITTEE, committee.committee, name="committee"),
    Route(_COMMITTEE + "/remarks", committee.committee_remarks, name="committee_remarks"),
    Route(_COMMITTEE + "/remarks.{ending}", remark_table.committee_table, name="committee_table"),
    Route(_CONSULTATION + "/remarks.{ending}", remark_table.received_table, name="received_table"),
    Route(_COMMITTEE + "/remarks", new_point.gather_remarks, methods=_POST, name="gather_remarks"),
    Route(_COMMITTEE + "/annexes/{annex:int}", annex.committee_annex, name="committee_annex"),
    Route(_COMMITTEE + "/points/new", new_point.point_new, name="point_new"),
    Route(_COMMITTEE + "/points", new_point.make_point, methods=_POST, name="make_point"),
    Route(_POINT, point.point, name="point"),
    Route(_POINT + "/wording", point.reword_point, methods=_POST, name="reword_point"),
    Route(_POINT + "/answer", point.answer_point, methods=_POST, name="answer_point"),
    Route(_POINT + "/put-away", point.put_away_point, methods=_POST, name="put_away_point"),
    Route(_MEMBER + "/quote", point.quote_remark, methods=_POST, name="quote_remark"),
    Route(_MEMBER + "/release", point.release_remark, methods=_POST, name="release_remark"),
    Route(
        _POINT + "/changes/{version:int}/{paragraph:int}",
        point.decide_point_cause,
        methods=_POST,
        name="decide_point_cause",
    ),
    Route(_COMMITTEE + "/contribution", contribution.contribution, name="contribution"),
    Route(
        _COMMITTEE + "/contribution/approval",
        contribution.approve_contribution,
        methods=_POST,
        name="approve_contribution",
    ),
    Route(
        _COMMITTEE + "/contribution/approval/withdrawal",
        contribution.withdraw_approval,
        methods=_POST,
        name="withdraw_approval",
    ),
    Route(_CONSULTATION + "/memo", memo.memo, name="memo"),
    Route(_CONSULTATION + "/memo/file/{ending}", memo.memo_file, name="memo_file"),
    Route(_TEMPLATE, memo_template.memo_template, name="memo_template"),
    Route(
        _TEMPLATE, memo_template.choose_memo_template, methods=_POST, name="choose_memo_template"
    ),
    Route(
        _TEMPLATE + "/removal",
        memo_template.remove_memo_template,
        methods=_POST,
        name="remove_memo_template",
    ),
    Route(_ANSWERS, answers.answers, name="answers"),
    Route(_ANSWERS, answers.publish_answers, methods=_POST, name="publish_answers"),
    Route(_ANSWERS + "/uncovered", uncovered.uncovered, name="uncovered"),
    Route(
        _ANSWERS + "/uncovered",
        uncovered.give_uncovered_reason,
        methods=_POST,
        name="give_uncovered_reason",
    ),
    Route(_ANSWERS + "/words", private_words.private_words, name="private_words"),
    Route(_ANSWERS + "/words", private_words.let_stand, methods=_POST, name="let_words_stand"),
    Route(_CAUSES, causes.causes, name="causes"),
    Route(_CAUSES, causes.decide, methods=_POST, name="decide_cause"),
    Route(_EDITION, edition.edition, name="edition"),
    Route(
        _EDITION + "/taking-back",
        edition.take_back_edition,
        methods=_POST,
        name="take_back_edition",
    ),
]
