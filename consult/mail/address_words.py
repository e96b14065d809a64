"""What is wrong with an e-mail address, in the reader's language, and what to do about it."""

from __future__ import annotations

from consult.locale import gettext as _
from consult.mail.address import AddressFault, address_fault


def words_on_address(written: str) -> str:
    """What is wrong with ``written``; "" for an address that letters can go to."""
    fault = address_fault(written)
    return _words(fault, written.strip()) if fault else ""


def _words(fault: AddressFault, written: str) -> str:
    match fault:
        case AddressFault.NO_AT:
            return _("There is no @ in the e-mail address. Write it like name@example.dk.")
        case AddressFault.SEVERAL:
            return _("There is more than one @ in the field. Write one e-mail address only.")
        case AddressFault.NAMED:
            return _(
                "Write only the e-mail address itself, like name@example.dk, without a name and without < >."
            )
        case AddressFault.SPACE:
            return _("There is a space in the e-mail address. Remove it.")
        case AddressFault.FOREIGN_NAME:
            signs = " ".join(
                dict.fromkeys(c for c in written.rpartition("@")[0] if not c.isascii())
            )
            return _(
                "Our letters cannot reach an e-mail address with %(signs)s before the @. Write another address."
            ) % {"signs": signs}
        case AddressFault.DOTS:
            return _("A full stop in the e-mail address stands where none can be. Check it.")
        case AddressFault.INCOMPLETE:
            return _("The e-mail address is not complete. Write it like name@example.dk.")
        case AddressFault.RESERVED:
            return _(
                "No letter can reach an address that ends in .%(ending)s. Write another one."
            ) % {"ending": written.rstrip(".").rpartition(".")[2]}
        case _:
            return _(
                "No letter can reach this e-mail address. Check how it is spelled, like name@example.dk."
            )
