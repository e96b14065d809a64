"""The OpenAPI 3.1 document: schemas made of the records, paths and parameters written as data, composed here.

Tests hold it against the routes and the answers.
"""

from __future__ import annotations

from typing import Any

from consult.public.api.openapi.operations import PATHS
from consult.public.api.openapi.parameters import PARAMETERS
from consult.public.api.openapi.refusals import REFUSALS
from consult.public.api.openapi.schemas import schemas

VERSION = "1.0.0"

DESCRIPTION = """\
What everybody may see of a municipality's consultations, as data, and one way to send a response.

**Public only.** Only announced consultations, published text and published remarks appear, with the words that \
were published: nothing that waits, was withheld, taken down or withdrawn, and no name its owner did not let \
be published. What is not public is answered like what does not exist.

**Ids** are strings that last: a section's (`sec_12`) and a paragraph's (`104`) are the same in every version of the \
text. `parent_id`, `section_id`, anchors and filters use the same ids. A section's `key` ("5-2") is what one version \
calls it, on paper and in addresses; the next version may call another section so. It is taken together with that \
`version`, and alone only where it never meant another section; otherwise it is refused as `ambiguous`, with the ids \
of all that it has meant as `candidates`.

**Parameters** that an address does not have, that come twice, or whose value means nothing are refused, never \
dropped. All that is wrong with a request, its parameters, headers and fields, is named in one answer.

**Lists** are `{"items": […], "next_cursor": …}`. Ask again with `cursor` set to `next_cursor` until it is null. \
A `limit` above 200 gives 200.

**Copies** stay true by `changes`: read it to its end and keep `after`; then read everything once; then ask `changes` \
with `after` from time to time. It names each remark that was published, redacted, corrected, taken down or withdrawn \
since. One that is gone is answered 410 with since when and why, without a word of it. When `version` of the \
consultation rises, read sections and remarks anew: the text moved, and `now` and `section_id` with it.

**Moments** are in UTC. `closes_at` is the last instant that is in time. Until `late_until`, \
where there is one, a response is still received and marked `late`; after that it is refused.

**Errors** are `application/problem+json` with a `code` for machines and, where a field is at fault, `errors` \
that name it ("remarks.0.text").

**Reading** needs no key, is open to pages of any site (CORS) and may be asked as often as you like: answers \
carry an ETag, and a publication or a take-down shows in the next answer. **Writing** reads no cookie, takes only JSON, and is \
limited per network; over the limit, wait for `Retry-After` seconds and send the same again with the same key.
"""


def document(base_url: str) -> dict[str, Any]:
    """The whole document, for a site at ``base_url``."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Consult API",
            "version": VERSION,
            "summary": "Public consultations as open data, and sending a response.",
            "description": DESCRIPTION,
        },
        "servers": [{"url": base_url}],
        "security": [],
        "tags": [
            {"name": "Reading", "description": "Open data."},
            {"name": "Responding", "description": "Sending a response."},
        ],
        "paths": PATHS,
        "components": {
            "schemas": schemas(),
            "parameters": PARAMETERS,
            "responses": REFUSALS,
        },
    }
