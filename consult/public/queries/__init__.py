"""The one gate called published: what anybody may see, for pages, API and feeds alike.

Every question is answered from what is announced, published and counted; none takes a flag that would
show more. Handlers and templates get these values and no others. Holds no HTML and no request.
"""

from __future__ import annotations

from consult.public.queries.annexes import PublicAnnex, PublicAnnexes, annex
from consult.public.queries.changes import TextRun, runs
from consult.public.queries.comparison import (
    Change,
    ComparedParagraph,
    ComparedSection,
    Comparison,
    comparison,
    counted_changes,
)
from consult.public.queries.consultations import (
    ConsultationCard,
    Deadline,
    cards,
    deadlines_of_parties,
    moderation_reasons,
    next_change,
    party_names,
    public_consultation,
    published_remark_count,
    reasons_for_extending,
)
from consult.public.queries.counts import counts
from consult.public.queries.former_locations import (
    FormerParagraph,
    FormerSection,
    former_paragraph,
    former_section,
)
from consult.public.queries.helping_words import (
    EveryTranslation,
    PublicSummary,
    TranslatedWords,
    Translations,
    every_summary,
    every_translation,
    headings,
    own_words,
    summaries,
    translations,
)
from consult.public.queries.outline import Outline, PublicSection, outline, owners
from consult.public.queries.remark_locations import OriginalLocation
from consult.public.queries.remarks import (
    BadCursor,
    PublicRemark,
    RemarkPage,
    remark,
    remarks,
)
from consult.public.queries.search import (
    HeadingHit,
    Hit,
    SearchResult,
    SnippetPiece,
    search,
    search_everywhere,
    search_titles,
)
from consult.public.queries.text import (
    DraftFacts,
    PublicParagraph,
    SectionText,
    bare_texts,
    draft_facts,
    paragraph,
    texts,
)
from consult.public.queries.tracked_changes import is_marked
from consult.public.queries.versions import PublicPdf, PublicVersion, pdf, versions

__all__ = [
    "BadCursor",
    "Change",
    "ComparedParagraph",
    "ComparedSection",
    "Comparison",
    "ConsultationCard",
    "Deadline",
    "DraftFacts",
    "EveryTranslation",
    "FormerParagraph",
    "FormerSection",
    "HeadingHit",
    "Hit",
    "OriginalLocation",
    "Outline",
    "PublicAnnex",
    "PublicAnnexes",
    "PublicParagraph",
    "PublicPdf",
    "PublicRemark",
    "PublicSection",
    "PublicSummary",
    "PublicVersion",
    "RemarkPage",
    "SearchResult",
    "SectionText",
    "SnippetPiece",
    "TextRun",
    "TranslatedWords",
    "Translations",
    "annex",
    "bare_texts",
    "cards",
    "comparison",
    "counted_changes",
    "counts",
    "deadlines_of_parties",
    "draft_facts",
    "every_summary",
    "every_translation",
    "former_paragraph",
    "former_section",
    "headings",
    "is_marked",
    "moderation_reasons",
    "next_change",
    "outline",
    "own_words",
    "owners",
    "paragraph",
    "party_names",
    "pdf",
    "public_consultation",
    "published_remark_count",
    "reasons_for_extending",
    "remark",
    "remarks",
    "runs",
    "search",
    "search_everywhere",
    "search_titles",
    "summaries",
    "texts",
    "translations",
    "versions",
]
