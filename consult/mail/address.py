"""E-mail addresses: the form they are compared and counted in, and the form they have on the wire."""

from __future__ import annotations

from enum import StrEnum

import idna
from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, validate_email

LONGEST = 320


class AddressFault(StrEnum):
    """Why no letter can go to what somebody wrote as an address. In the order they are looked for."""

    NO_AT = "no_at"
    SEVERAL = "several"
    NAMED = "named"  # "Kim <kim@example.org>", "mailto:kim@example.org"
    SPACE = "space"
    FOREIGN_NAME = "foreign_name"  # a name with letters that only some servers take (SMTPUTF8)
    DOTS = "dots"
    INCOMPLETE = "incomplete"  # nothing before the @, or no whole domain after it
    RESERVED = "reserved"  # a domain that by definition has no mail server
    OTHER = "other"


def address_fault(written: str) -> AddressFault | None:
    """Why no letter can go to ``written``; None for an address. Looks at its form alone: no question to the network."""
    address = written.strip()
    if len(address) > LONGEST:
        return AddressFault.OTHER
    try:
        validate_email(
            wire_address(address), check_deliverability=False, allow_smtputf8=False, strict=True
        )
    except (EmailNotValidError, ValueError):
        return _fault_of(address)
    return None if normal_email(address) else AddressFault.OTHER


def _fault_of(address: str) -> AddressFault:
    name, _at, domain = address.rpartition("@")
    domain = domain.rstrip(".").lower()
    ends = tuple(f".{each}" for each in SPECIAL_USE_DOMAIN_NAMES)
    faults = {
        AddressFault.NO_AT: "@" not in address,
        AddressFault.SEVERAL: address.count("@") > 1,
        AddressFault.NAMED: any(sign in address for sign in "<>") or name.startswith("mailto:"),
        AddressFault.SPACE: any(sign.isspace() for sign in address),
        AddressFault.FOREIGN_NAME: not name.isascii(),
        AddressFault.DOTS: ".." in address or name.startswith(".") or name.endswith("."),
        AddressFault.INCOMPLETE: not name or "." not in domain.strip("."),
        AddressFault.RESERVED: domain.endswith(ends),
    }
    return next((fault for fault, is_so in faults.items() if is_so), AddressFault.OTHER)


def normal_email(written: str) -> str:
    """The form in which addresses are stored, compared and counted; "" for what cannot be one.

    Two addresses have one form exactly when a letter to them goes to one letterbox, however their domain is spelled:
    full-width, with invisible marks, as xn--. For limits and comparisons; people are shown what they wrote.
    """
    name, at, domain = written.strip().rpartition("@")
    if len(written) > LONGEST or not (name and at):
        return ""
    try:
        # Its own letters again: the list of accounts is read by people.
        host = idna.decode(_wire_domain(domain)) if _is_foreign(domain) else _wire_domain(domain)
    except ValueError:
        return ""
    # Not casefold: that makes another letterbox of a name with ß.
    address = f"{name.lower()}@{host.lower()}"
    is_plain = address.isprintable() and not any(c in ' ,;:<>()[]"\\' for c in address)
    is_whole = "@" not in name and "." in host and len(address) <= LONGEST
    return address if is_plain and is_whole else ""


def wire_address(address: str) -> str:
    """The address as it goes over the wire: its domain as xn--, which every server takes. Raises ValueError for what
    is no domain."""
    name, at, domain = address.rpartition("@")
    return f"{name}{at}{_wire_domain(domain)}"


def _is_foreign(domain: str) -> bool:
    return not domain.isascii() or "xn--" in domain.lower()


def _wire_domain(domain: str) -> str:
    """Raises ValueError."""
    ascii_domain = domain if domain.isascii() else idna.encode(domain, uts46=True).decode()
    return ascii_domain.removesuffix(".")
