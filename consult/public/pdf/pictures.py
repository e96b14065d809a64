"""The pictures of a text put into its HTML, because what sets the PDF fetches nothing."""

from __future__ import annotations

import re
from base64 import b64encode

from consult.files import FileStore
from consult.importing.html_output import PICTURES
from consult.web.pictures import PNG

_SOURCE = re.compile(rf' src="{re.escape(PICTURES)}([0-9a-f]{{64}})"')


def with_pictures(html: str, files: FileStore) -> str:
    """The same HTML with the pictures' bytes in it; where they are gone, the description is left."""

    def inside(source: re.Match[str]) -> str:
        try:
            content = files.read(source[1])
        except FileNotFoundError:
            return ""
        kind = "png" if content.startswith(PNG) else "jpeg"
        return f' src="data:image/{kind};base64,{b64encode(content).decode()}"'

    return _SOURCE.sub(inside, html)
