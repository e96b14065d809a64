"""E-mail addresses: the form they are compared and counted in, and the form they have on the wire."""

from __future__ import annotations

import idna

LONGEST = 320


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
