"""Secret links: making tokens and hashing them. Only the hash is ever stored."""

from __future__ import annotations

import hashlib
import hmac
import secrets


def new_token() -> str:
    """A fresh secret for a link, 256 bits, safe in an address."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """The form that is stored and looked up: 64 hexadecimal characters."""
    return hashlib.sha256(token.encode()).hexdigest()


def keyed_hash(secret_key: str, text: str) -> str:
    """A hash that nobody without the installation's key can make or guess back, 64 hexadecimal characters."""
    return hmac.new(secret_key.encode(), text.encode(), hashlib.sha256).hexdigest()
