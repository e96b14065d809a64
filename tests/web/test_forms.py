"""What a form holds is read, or refused unread."""

from __future__ import annotations

import httpx2
import pytest


@pytest.mark.parametrize("charset", ["punycode", "utf-7", "undefined", '"idna"', "' utf-16'"])
async def test_a_form_in_another_encoding_than_browsers_send_is_refused_unread(
    client: httpx2.AsyncClient, charset: str
) -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="email"\r\n\r\nx\r\n--b--\r\n'
    kind = f"multipart/form-data; boundary=b; charset={charset}"
    assert (
        await client.post("/sign-in", content=body, headers={"content-type": kind})
    ).status_code == 400
    usual = "multipart/form-data; boundary=b; Charset=UTF-8"
    assert (
        await client.post("/sign-in", content=body, headers={"content-type": usual})
    ).status_code == 422
