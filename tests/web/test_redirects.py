from __future__ import annotations

import pytest

from consult.web.redirects import local_path


@pytest.mark.parametrize("path", ["/", "/staff", "/en/staff?a=b&c=%2Fd", "/ar/høring#p-1"])
def test_a_path_of_ours_is_kept(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize(
    "text",
    [
        "", "staff", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
        "https://evil.example", "javascript:alert(1)", "/\t/evil.example", "/%2Fevil.example",
        "/%5Cevil.example", "/a\r\nset-cookie: x=y", "%2F%2Fevil.example", " /staff",
    ],
)  # fmt: skip
def test_anything_else_is_refused(text: str) -> None:
    assert local_path(text) is None
