"""The moderators' pages, and the list of their routes."""

from __future__ import annotations

from starlette.routing import Route

from moderation.pages.annex import decide_annex, queued_annex, queued_annex_copy
from moderation.pages.annotations import annex_annotations, leave_out_annotations
from moderation.pages.party import assign_party
from moderation.pages.queue import publish_several, queue
from moderation.pages.remark import decide_remark, queued_remark
from moderation.pages.remark_table import queue_table

_QUEUE = "/staff/consultations/{consultation}/queue"
_ANNEX = "/staff/consultations/{consultation}/annexes/{annex:int}"

routes = [
    Route(_QUEUE, queue, name="queue"),
    Route(_QUEUE + ".{ending}", queue_table, name="queue_table"),
    Route(_QUEUE, publish_several, methods=["POST"], name="publish_several"),
    Route(_QUEUE + "/{reference}", queued_remark, name="queued_remark"),
    Route(_QUEUE + "/{reference}", decide_remark, methods=["POST"], name="decide_remark"),
    Route(_QUEUE + "/{reference}/party", assign_party, methods=["POST"], name="assign_party"),
    Route(_ANNEX, queued_annex, name="queued_annex"),
    Route(_ANNEX + "/copy", queued_annex_copy, name="queued_annex_copy"),
    Route(_ANNEX, decide_annex, methods=["POST"], name="decide_annex"),
    Route(_ANNEX + "/annotations", annex_annotations, name="annex_annotations"),
    Route(
        _ANNEX + "/annotations",
        leave_out_annotations,
        methods=["POST"],
        name="leave_out_annotations",
    ),
]
