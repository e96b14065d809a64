"""The labels in front of a colon that a plan gives its goals, indicators and provisos.

Such paragraphs are cited one by one, so each is an item of its own with its label in bold.
"""

import re

# "Resultatmål 3:", "Indikator for kriminalitet:", "Indikator 1 på overordnet mål:", "Forbehold:".
LABEL = re.compile(
    r"(?P<label>(?:(?:Resultatmål|Delmål|Goal) \d{1,3}"
    r"|(?:Indikator|Indicator) [^:?!]{1,70}|Forbehold|Kommentar|Mission|Vision):)(?=\s|$)"
)
