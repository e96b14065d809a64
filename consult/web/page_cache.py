"""Kept pages: rendered bytes with what says whether they are still true. Knows nothing of requests."""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from dataclasses import dataclass, field

import brotli

Headers = list[tuple[bytes, bytes]]
Stamp = tuple[tuple[str, int], ...]

SMALLEST_COMPRESSED = 500
TEXTS = (b"text/", b"application/json", b"application/javascript", b"image/svg")


@dataclass
class CachedPage:
    """One page as it goes out. ``stamp`` are the cache versions it was built from, ``valid_until`` the time
    (seconds since the epoch) from which it may read differently by itself."""

    body: bytes
    headers: Headers
    stamp: Stamp
    valid_until: float
    etag: bytes = field(init=False)
    _encoded: dict[str, tuple[Headers, bytes]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.etag = b'W/"' + hashlib.sha256(self.body).hexdigest()[:20].encode() + b'"'

    @property
    def keys(self) -> tuple[str, ...]:
        """The cache versions that decide whether the page is still true."""
        return tuple(key for key, _ in self.stamp)

    @property
    def size(self) -> int:
        """How many bytes it takes, roughly: the page and its compressed forms."""
        return len(self.body) * 2

    def is_encoded(self, encoding: str) -> bool:
        """Whether ``encoded`` has nothing left to do."""
        return encoding in self._encoded

    def encoded(self, encoding: str) -> tuple[Headers, bytes]:
        """Headers and bytes in "br", "gzip" or "" (as it is); compressed at the first asking."""
        if encoding not in self._encoded:
            self._encoded[encoding] = self._encode(encoding)
        return self._encoded[encoding]

    def _encode(self, encoding: str) -> tuple[Headers, bytes]:
        headers = [*self.headers, (b"etag", self.etag)]
        body = self.body
        if encoding and len(body) >= SMALLEST_COMPRESSED and self._is_text():
            body = brotli.compress(body, quality=5) if encoding == "br" else gzip.compress(body, 6)
            headers.append((b"content-encoding", encoding.encode()))
        return [*headers, (b"content-length", str(len(body)).encode())], body

    def _is_text(self) -> bool:
        """Fonts and pictures are compressed already."""
        kind = next((value for name, value in self.headers if name == b"content-type"), b"")
        return kind.startswith(TEXTS)


class PageCache:
    """The pages kept, those read longest ago dropped first, within a number of bytes."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self._bytes = 0
        self._pages: OrderedDict[object, CachedPage] = OrderedDict()

    def get(self, key: object) -> CachedPage | None:
        page = self._pages.get(key)
        if page is not None:
            self._pages.move_to_end(key)
        return page

    def put(self, key: object, page: CachedPage) -> None:
        """Keep a page in the place of an earlier one; a page too large to keep is not kept."""
        if earlier := self._pages.pop(key, None):
            self._bytes -= earlier.size
        if page.size > self.max_bytes // 4:
            return
        self._pages[key] = page
        self._bytes += page.size
        while self._bytes > self.max_bytes:
            _, dropped = self._pages.popitem(last=False)
            self._bytes -= dropped.size
