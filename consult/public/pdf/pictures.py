"""The pictures of a text put into its HTML, because the process that renders the PDF fetches nothing."""

from __future__ import annotations

import re
from base64 import b64encode

from consult.files import FileStore
from consult.importing.html_output import PICTURES
from consult.web.pictures import PNG

_SOURCE = re.compile(rf' src="{re.escape(PICTURES)}([0-9a-f]{{64}})"')


def with_pictures(html: str, files: FileStore) -> str:
    """The same HTML with the bytes of its pictures as data URLs. A picture whose file is missing keeps its description
    alone."""

    def embedded(source: re.Match[str]) -> str:
        try:
            content = files.read(source[1])
        except FileNotFoundError:
            return ""
        kind = "png" if content.startswith(PNG) else "jpeg"
        return f' src="data:image/{kind};base64,{b64encode(content).decode()}"'

    return _SOURCE.sub(embedded, html)
