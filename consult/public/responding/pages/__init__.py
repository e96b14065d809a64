"""Routes of the pages for responding: comments, receipts, corrections and formal responses. One file per noun."""

from __future__ import annotations

from starlette.routing import Route

from consult.public.responding.pages import (
    comment,
    confirmation,
    contact_address,
    correction,
    kept,
    my_remarks,
    new_response,
    other_device,
    place,
    receipt,
    secret_link,
    withdrawal,
    workspace,
    workspace_preview,
)

_HERE = "/consultations/{consultation}"
_MINE = _HERE + "/mine/{public_id}"
_BOTH = ["GET", "POST"]

routes: list[Route] = [
    Route(_HERE + "/comment", comment.comment_consultation, methods=_BOTH),
    Route(_HERE + "/sections/{section}/comment", comment.comment_section, methods=_BOTH),
    Route(_HERE + "/paragraphs/{paragraph}/comment", comment.comment_paragraph, methods=_BOTH),
    Route("/receipts/{token}", receipt.status_link),
    Route(_MINE + "/receipt", receipt.receipt),
    Route(_MINE, receipt.mine),
    Route(_MINE + "/remarks/{ordinal:int}", correction.correct_remark, methods=_BOTH),
    Route(_MINE + "/withdraw", withdrawal.withdraw_response, methods=_BOTH),
    Route(_MINE + "/address", contact_address.contact_address, methods=["POST"]),
    Route(_MINE + "/renew-link", secret_link.renew_link, methods=["POST"]),
    Route(_MINE + "/mail-link", secret_link.mail_link, methods=["POST"]),
    Route("/forget", secret_link.forget_here, methods=_BOTH),
    Route("/confirm-email/{token}", confirmation.confirm_email, methods=_BOTH),
    Route(_HERE + "/respond", new_response.respond, methods=_BOTH),
    Route("/unsent/{token}", workspace.unsent_link),
    Route(_HERE + "/respond/{public_id}", workspace.unsent, methods=_BOTH),
    Route(
        _HERE + "/respond/{public_id}/renew-link", secret_link.renew_unsent_link, methods=["POST"]
    ),
    Route(_HERE + "/respond/{public_id}/mail-link", secret_link.mail_unsent_link, methods=["POST"]),
    Route(_HERE + "/respond/{public_id}/kept", kept.unsent_kept),
    Route(_HERE + "/respond/{public_id}/elsewhere", other_device.unsent_elsewhere),
    Route(_HERE + "/respond/{public_id}/place", place.unsent_place, methods=_BOTH),
    Route(_HERE + "/my-response", my_remarks.my_response),
    Route(_HERE + "/my-response/remarks", my_remarks.my_remarks),
    Route(_HERE + "/respond/{public_id}/preview", workspace_preview.unsent_preview, methods=_BOTH),
]
