"""Who may do what: every route's row, in one table. A route without a row does not start the site.

A predicate sees the person (None: nobody is signed in) and the address's parameters; whether a thing may be
shown at all (is it published, is it mine) is asked again by the query that loads it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from consult.answers.memo.docx_template import MEGABYTES as TEMPLATE_MEGABYTES
from consult.importing.archive import FILE_BYTES
from consult.people.person import Person
from consult.people.role import Role
from consult.responses import upload
from consult.web.body_limit import MEGABYTE

Predicate = Callable[[Person | None, Mapping[str, Any]], bool]


def anyone(person: Person | None, params: Mapping[str, Any]) -> bool:
    """Public. The query behind it shows only what is published, or what the secret in the cookie opens."""
    return True


def anyone_without_cookie(person: Person | None, params: Mapping[str, Any]) -> bool:
    """Public, and nobody is known: no cookie is read, so that nothing done here can be forged."""
    return True


def staff(person: Person | None, params: Mapping[str, Any]) -> bool:
    """Anybody who works here."""
    return person is not None and bool(person.roles)


def any_of(*roles: Role) -> Predicate:
    """One of the roles, for the consultation and committee that the address names."""

    def predicate(person: Person | None, params: Mapping[str, Any]) -> bool:
        return person is not None and person.has(
            *roles, consultation=params.get("consultation"), committee=params.get("committee")
        )

    return predicate


def everywhere(*roles: Role) -> Predicate:
    """One of the roles for the whole municipality: what is done concerns every consultation, whatever the address."""

    def predicate(person: Person | None, params: Mapping[str, Any]) -> bool:
        return person is not None and person.has_everywhere(*roles)

    return predicate


moderators = any_of(Role.MODERATOR, Role.ADMIN)
editors = any_of(Role.EDITOR, Role.ADMIN)
municipal_editors = everywhere(Role.EDITOR, Role.ADMIN)
committees = any_of(Role.COMMITTEE, Role.EDITOR, Role.ADMIN)
committee_readers = any_of(Role.COMMITTEE, Role.READER, Role.LEAD, Role.EDITOR, Role.ADMIN)
leads = any_of(Role.LEAD, Role.ADMIN)
lead_readers = any_of(Role.LEAD, Role.EDITOR, Role.ADMIN)

ACCESS: dict[str, Predicate] = {
    # Public pages.
    "home": anyone,
    "consultation": anyone,
    "calendar": anyone,
    "feed": anyone,
    "consultation_feed": anyone,
    "robots": anyone,
    "sitemap": anyone,
    "site_sitemap": anyone,
    "consultation_sitemap": anyone,
    "contents": anyone,
    "versions": anyone,
    "version": anyone,
    "version_section": anyone,
    "text": anyone,
    "version_text": anyone,
    "version_pdf": anyone,
    "section": anyone,
    "section_since": anyone,
    "version_section_since": anyone,
    "version_changes": anyone,
    "section_remarks": anyone,
    "paragraph": anyone,
    "paragraph_remarks": anyone,
    "consultation_remarks": anyone,
    "remark_table": anyone,
    "consulted_parties": anyone,
    "remark": anyone,
    "annex": anyone,
    "outcome": anyone,
    "outcome_uncovered": anyone,
    "outcome_point": anyone,
    "outcome_memo": anyone,
    "search": anyone,
    "search_all": anyone,
    "privacy": anyone,
    "accessibility": anyone,
    "contact": anyone,
    "answer_page": anyone,
    "background_file": anyone,
    "picture": anyone,
    # What people send. The secret in a link or cookie is asked for by the query behind each page.
    "comment_consultation": anyone,
    "comment_section": anyone,
    "comment_paragraph": anyone,
    "status_link": anyone,
    "receipt": anyone,
    "mine": anyone,
    "correct_remark": anyone,
    "withdraw_response": anyone,
    "confirm_email": anyone,
    "contact_address": anyone,
    "renew_link": anyone,
    "mail_link": anyone,
    "forget_here": anyone,
    "respond": anyone,
    "unsent_link": anyone,
    "unsent": anyone,
    "unsent_preview": anyone,
    "unsent_kept": anyone,
    "unsent_elsewhere": anyone,
    "unsent_place": anyone,
    "my_response": anyone,
    "my_remarks": anyone,
    "renew_unsent_link": anyone,
    "mail_unsent_link": anyone,
    # The API.
    "api_description": anyone_without_cookie,
    "api_consultations": anyone_without_cookie,
    "api_consultation": anyone_without_cookie,
    "api_sections": anyone_without_cookie,
    "api_section": anyone_without_cookie,
    "api_remarks": anyone_without_cookie,
    "api_remark": anyone_without_cookie,
    "api_changes": anyone_without_cookie,
    "api_points": anyone_without_cookie,
    "api_memo": anyone_without_cookie,
    "api_responses": anyone_without_cookie,
    # Signing in and the staff's front page.
    "sign_in": anyone,
    "ask_for_sign_in_link": anyone,
    "open_sign_in_link": anyone,
    "use_sign_in_link": anyone,
    "sign_out": anyone,
    "sessions": staff,
    "end_session": staff,
    "end_other_sessions": staff,
    "staff_home": staff,
    "gallery": staff,
    # Moderation.
    "queue": moderators,
    "queue_table": moderators,
    "publish_several": moderators,
    "queued_remark": moderators,
    "decide_remark": moderators,
    "assign_party": moderators,
    "queued_annex": moderators,
    "queued_annex_copy": moderators,
    "decide_annex": moderators,
    "annex_annotations": moderators,
    "leave_out_annotations": moderators,
    # Committees. The memo is everybody's who answers or reads for some committee.
    "committee": committee_readers,
    "committee_remarks": committee_readers,
    "committee_table": committee_readers,
    "committee_annex": committee_readers,
    "point": committee_readers,
    "contribution": committee_readers,
    "memo": committee_readers,
    "memo_file": committee_readers,
    "gather_remarks": committees,
    "point_new": committees,
    "make_point": committees,
    "reword_point": committees,
    "answer_point": committees,
    "put_away_point": committees,
    "quote_remark": committees,
    "release_remark": committees,
    "decide_point_cause": committees,
    "approve_contribution": committees,
    "withdraw_approval": committees,
    # Publishing what they answered.
    "answers": lead_readers,
    "uncovered": lead_readers,
    "private_words": lead_readers,
    "causes": lead_readers,
    "decide_cause": lead_readers,
    "edition": lead_readers,
    "memo_template": lead_readers,
    "choose_memo_template": lead_readers,
    "remove_memo_template": lead_readers,
    "outcome_preview": lead_readers,
    "outcome_point_preview": lead_readers,
    "publish_answers": leads,
    "give_uncovered_reason": leads,
    "let_words_stand": leads,
    "take_back_edition": leads,
    # The editor's desk.
    "received_table": editors,
    "new_consultation": editors,
    "start_consultation": editors,
    "desk": editors,
    "rename_consultation": editors,
    "draft_text": editors,
    "draft_picture": editors,
    "upload_draft": editors,
    "say_links": editors,
    "say_areas": editors,
    "keep_as_earlier": editors,
    "take_up_again": editors,
    "judge_places": editors,
    "correct_note": editors,
    "heading_levels": editors,
    "correct_levels": editors,
    "draft_section": editors,
    "correct_section": editors,
    "next_version": editors,
    "discard_next": editors,
    "describe_next": editors,
    "version_publication": editors,
    "publish_next": editors,
    "mapping": editors,
    "approve_mapping": editors,
    "reopen_mapping": editors,
    "correction": editors,
    "correct_mapping": editors,
    "owners": editors,
    "assign_owners": editors,
    "assign_areas": editors,
    "remove_owner": editors,
    "new_committee": municipal_editors,
    "rename_committee": municipal_editors,
    "summary": editors,
    "summarise": editors,
    "languages": editors,
    "one_language": editors,
    "wording": editors,
    "store_wording": editors,
    "translation_file": editors,
    "read_translation_file": editors,
    "dates": editors,
    "set_period": editors,
    "set_keeping": editors,
    "parties": editors,
    "add_parties": editors,
    "remove_party": editors,
    "reasons": editors,
    "add_reason": editors,
    "reword_reason": editors,
    "remove_reason": editors,
    "background": editors,
    "add_background": editors,
    "remove_background": editors,
    "takedowns": editors,
    "take_down_paragraph": editors,
    "take_down_version": editors,
    "take_down_background": editors,
    "restore_takedown": editors,
    "reword_takedown": editors,
    "suspend_consultation": editors,
    "resume_consultation": editors,
    "call_off_consultation": editors,
    "publication": editors,
    "announce_consultation": editors,
    "call_off_announcement": editors,
    "extend_deadline": editors,
    "preview": editors,
    "preview_contents": editors,
    "preview_section": editors,
    "preview_elsewhere": editors,
}


# Bytes that a request may send where it is more than a form without files.
BODY_LIMITS: dict[str, int] = {
    # Its own reader refuses a mebibyte, in the API's words.
    "api_responses": 2 * MEGABYTE,
    "unsent": (upload.MAX_MEGABYTES_ALTOGETHER + upload.MAX_MEGABYTES) * MEGABYTE,
    "upload_draft": FILE_BYTES + MEGABYTE,
    "next_version": FILE_BYTES + MEGABYTE,
    "add_background": FILE_BYTES + MEGABYTE,
    "read_translation_file": FILE_BYTES + MEGABYTE,
    "choose_memo_template": TEMPLATE_MEGABYTES * MEGABYTE + MEGABYTE,
}
