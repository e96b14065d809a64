"""The gate "published": the only values that pages, API and feeds for everybody are made from.

Every query answers from what is announced and published alone; none takes a flag that would show more. Holds no HTML
and no request.
"""

from __future__ import annotations

from consult.answers.editions.edition import PublicEditions, public_editions
from consult.public.queries.annexes import PublicAnnex, PublicAnnexes, annex
from consult.public.queries.caused_changes import CausePoints, cause_points
from consult.public.queries.change import Change, ComparedParagraph, count_changes
from consult.public.queries.comparison import ComparedSection, Comparison, comparison
from consult.public.queries.consultations import (
    ConsultationCard,
    PartyDeadline,
    cards,
    deadlines_of_parties,
    moderation_reasons,
    next_change,
    public_consultation,
    public_consultations,
    published_remark_count,
    reasons_for_extending,
)
from consult.public.queries.counts import counts
from consult.public.queries.draft_facts import DraftFacts, draft_facts
from consult.public.queries.events import EventKind, PublicEvent, PublicEvents, public_events
from consult.public.queries.former_locations import (
    FormerParagraph,
    FormerSection,
    former_paragraph,
    former_section,
)
from consult.public.queries.memos import MemoDownload, MemoState, PublicMemo, public_memos
from consult.public.queries.outcome import (
    HiddenKind,
    PointHeading,
    PublicAnswer,
    PublicPoint,
    headings_of,
    is_visible,
    point_headings,
    points,
    points_of,
)
from consult.public.queries.outline import Outline, PublicSection, outline
from consult.public.queries.owners import owners
from consult.public.queries.paragraphs import PublicParagraph, has_paragraph, paragraph
from consult.public.queries.parties import PartyResponse, PublicParty, parties, party_numbers
from consult.public.queries.public_changes import (
    Bookmark,
    ChangePage,
    GoneRemark,
    RemarkChange,
    bookmark_in,
    gone_remark,
    is_known,
    public_changes,
    updated_at,
)
from consult.public.queries.public_remark import PublicRemark
from consult.public.queries.remark_answers import (
    AnsweredIn,
    RemarkAnswer,
    UncoveredCount,
    in_no_point,
    in_point,
    remark_answers,
    uncovered_counts,
    uncovered_counts_of,
)
from consult.public.queries.remark_locations import (
    OriginalLocation,
    PublicLocation,
    public_locations,
)
from consult.public.queries.remarks import BadCursor, RemarkPage, remark, remark_count, remarks
from consult.public.queries.search import search, search_everywhere, search_titles
from consult.public.queries.search_result import HeadingHit, ParagraphHit, SearchResult
from consult.public.queries.section_texts import SectionText, bare_texts, has_tracked_changes, texts
from consult.public.queries.summaries import PublicSummary, every_summary, summaries
from consult.public.queries.text_runs import TextRun, runs
from consult.public.queries.translations import (
    EveryTranslation,
    TranslatedWords,
    Translations,
    consultation_translations,
    every_translation,
    heading_translations,
    translations,
)
from consult.public.queries.versions import PublicPdf, PublicVersion, pdf, versions

__all__ = [
    "AnsweredIn",
    "BadCursor",
    "Bookmark",
    "CausePoints",
    "Change",
    "ChangePage",
    "ComparedParagraph",
    "ComparedSection",
    "Comparison",
    "ConsultationCard",
    "DraftFacts",
    "EventKind",
    "EveryTranslation",
    "FormerParagraph",
    "FormerSection",
    "GoneRemark",
    "HeadingHit",
    "HiddenKind",
    "MemoDownload",
    "MemoState",
    "OriginalLocation",
    "Outline",
    "ParagraphHit",
    "PartyDeadline",
    "PartyResponse",
    "PointHeading",
    "PublicAnnex",
    "PublicAnnexes",
    "PublicAnswer",
    "PublicEditions",
    "PublicEvent",
    "PublicEvents",
    "PublicLocation",
    "PublicMemo",
    "PublicParagraph",
    "PublicParty",
    "PublicPdf",
    "PublicPoint",
    "PublicRemark",
    "PublicSection",
    "PublicSummary",
    "PublicVersion",
    "RemarkAnswer",
    "RemarkChange",
    "RemarkPage",
    "SearchResult",
    "SectionText",
    "TextRun",
    "TranslatedWords",
    "Translations",
    "UncoveredCount",
    "annex",
    "bare_texts",
    "bookmark_in",
    "cards",
    "cause_points",
    "comparison",
    "consultation_translations",
    "count_changes",
    "counts",
    "deadlines_of_parties",
    "draft_facts",
    "every_summary",
    "every_translation",
    "former_paragraph",
    "former_section",
    "gone_remark",
    "has_paragraph",
    "has_tracked_changes",
    "heading_translations",
    "headings_of",
    "in_no_point",
    "in_point",
    "is_known",
    "is_visible",
    "moderation_reasons",
    "next_change",
    "outline",
    "owners",
    "paragraph",
    "parties",
    "party_numbers",
    "pdf",
    "point_headings",
    "points",
    "points_of",
    "public_changes",
    "public_consultation",
    "public_consultations",
    "public_editions",
    "public_events",
    "public_locations",
    "public_memos",
    "published_remark_count",
    "reasons_for_extending",
    "remark",
    "remark_answers",
    "remark_count",
    "remarks",
    "runs",
    "search",
    "search_everywhere",
    "search_titles",
    "summaries",
    "texts",
    "translations",
    "uncovered_counts",
    "uncovered_counts_of",
    "updated_at",
    "versions",
]
