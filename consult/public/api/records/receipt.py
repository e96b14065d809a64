"""Receipt: the proof that a response is stored."""

from __future__ import annotations

from typing import Annotated

from consult.public.api.records.record import Address, Record, doc
from consult.responses import receipt as stored
from consult.web.urls import absolute


class Receipt(Record):
    """The proof that a response is stored."""

    number: Annotated[str, doc("The response's public number. Remarks are cited as 17.1, 17.2 …")]
    late: Annotated[bool, doc("Whether it was received after the deadline, and is marked so.")]
    status_url: Annotated[
        Address,
        doc(
            "Secret: whoever has it may correct and withdraw the response while the consultation is open. Give it "
            "to the respondent and nobody else."
        ),
    ]

    @classmethod
    def of(cls, receipt: stored.Receipt) -> Receipt:
        address = absolute("status_link", token=receipt.status_token)
        return cls(number=str(receipt.number), late=receipt.is_late, status_url=address)
