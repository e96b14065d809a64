"""HTTP as the server speaks it, with an end to what a request may say before its body."""

from __future__ import annotations

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# Twice what web servers in front let through; the parser itself would go on until the memory is full.
MOST_HEAD_BYTES = 128 * 1024


class BoundedHeads(HttpToolsProtocol):
    """Closes a connection whose request line and headers are longer than MOST_HEAD_BYTES."""

    _head_bytes = 0
    _in_head = True

    def data_received(self, data: bytes) -> None:
        before = len(data) if self._in_head else 0
        super().data_received(data)
        self._head_bytes += before if self._in_head else 0
        if self._head_bytes > MOST_HEAD_BYTES:
            self.transport.close()

    def on_message_begin(self) -> None:
        self._in_head, self._head_bytes = True, 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._in_head, self._head_bytes = False, 0
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._in_head = True
        super().on_message_complete()
