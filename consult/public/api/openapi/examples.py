"""An example of every answer and of a response, all of one made-up consultation. Tests hold them against the schemas."""

from __future__ import annotations

import hashlib
from typing import Any

SITE = "https://hoering.fjordby.example"
CONSULTATION_URL = f"{SITE}/consultations/politik-for-havnen"

COMMITTEE = {"id": "teknikudvalget", "name": "Teknikudvalget"}

CONSULTATION: dict[str, Any] = {
    "id": "politik-for-havnen",
    "slug": "politik-for-havnen",
    "title": "Politik for havnen",
    "language": "da",
    "phase": "open",
    "stop_reason": "",
    "opens_at": "2027-03-01T07:00:00Z",
    "closes_at": "2027-04-14T21:59:59.999999Z",
    "late_until": "2027-04-15T21:59:59.999999Z",
    "remark_count": 1,
    "html_url": CONSULTATION_URL,
}

SECTION: dict[str, Any] = {
    "id": "sec_12",
    "key": "1-2",
    "version": 2,
    "path": "2/2",
    "number": None,
    "title": "Det vil vi",
    "level": 2,
    "change": None,
    "parent_id": "sec_10",
    "committees": [COMMITTEE],
    "paragraph_count": 1,
    "remark_count": 1,
    "html_url": f"{CONSULTATION_URL}/sections/1#s-1-2",
    "permanent_url": f"{CONSULTATION_URL}/versions/2/sections/1#s-1-2",
}

PARAGRAPH: dict[str, Any] = {
    "id": "104",
    "number": "1.4",
    "kind": "paragraph",
    "text": "Kajen skal være åben for alle.",
    "html": "Kajen skal være <strong>åben</strong> for alle.",
    "taken_down": None,
    "changes": [
        {"text": "Kajen skal være ", "change": None},
        {"text": "lukket", "change": "deletion"},
        {"text": "åben", "change": "insertion"},
        {"text": " for alle.", "change": None},
    ],
    "remark_count": 1,
    "html_url": f"{CONSULTATION_URL}/paragraphs/104",
    "permanent_url": f"{CONSULTATION_URL}/versions/2/sections/1#p-1-4",
    "translations": [
        {"language": "en", "text": "The quay shall be open to all.", "made": "machine-checked"}
    ],
}

REMARK: dict[str, Any] = {
    "number": "17.3",
    "respondent": {"kind": "organisation", "name": "Foreningen Prøvehaven"},
    "verified_by": "email",
    "anchor": {
        "type": "paragraph",
        "id": "97",
        "key": None,
        "version": 1,
        "quote": "åben for alle",
        "quote_language": None,
        "now": {"type": "paragraph", "id": "104", "key": None},
    },
    "section_id": "sec_12",
    "text": "Også om vinteren, håber vi.",
    "proposed_text": "Kajen skal være åben for alle hele året.",
    "stance": "for",
    "language": "da",
    "redacted": False,
    "left_out": [],
    "late": False,
    "annexes": [
        {
            "name": "Høringssvar fra Prøvehaven.pdf",
            "media_type": "application/pdf",
            "size": 184320,
            "left_out": 0,
            "url": f"{CONSULTATION_URL}/responses/17/annexes/1",
        }
    ],
    "points": [],
    "no_point_reason": None,
    "published_at": "2027-03-09T12:30:00Z",
    "updated_at": "2027-03-11T08:05:00Z",
    "html_url": f"{CONSULTATION_URL}/remarks/17.3",
}

POINT: dict[str, Any] = {
    "number": 4,
    "title": "Kajen om vinteren",
    "summary": "Flere vil kunne bruge kajen hele året.",
    "section_id": "1-2",
    "remarks": ["17.3"],
    "not_shown": 1,
    "quotes": [{"remark": "17.3", "text": "Også om vinteren"}],
    "answers": [
        {
            "committee": COMMITTEE,
            "outcome": "partly_met",
            "reason": "Den ydre kaj lukkes i storm.",
            "approved_at": "2027-05-20T08:00:00Z",
        }
    ],
    "changes": [
        {"kind": "reworded", "version": 2, "section_id": "1-2", "paragraph_id": "104"},
    ],
    "text_since": [
        {"kind": "reworded", "version": 2, "section_id": "1-2", "paragraph_id": "104"},
    ],
    "html_url": f"{CONSULTATION_URL}/points/4",
}

EDITION: dict[str, Any] = {
    "number": 1,
    "published_at": "2027-06-01T07:00:00Z",
    "sha256": hashlib.sha256(b"an edition").hexdigest(),
    "taken_back": None,
    "files": [
        {
            "format": "pdf",
            "sha256": hashlib.sha256(b"its memo").hexdigest(),
            "bytes": 128_044,
            "url": f"{CONSULTATION_URL}/outcome/memo/1.pdf",
        }
    ],
    "html_url": f"{CONSULTATION_URL}/outcome",
}

RESPONSE: dict[str, Any] = {
    "respondent": {
        "kind": "organisation",
        "name": "Prøve Person",
        "email": "person@forening.example",
        "organisation": "Foreningen Prøvehaven",
        "cvr": "13748136",
    },
    "publish_name": True,
    "remarks": [
        {
            "anchor": {"type": "consultation"},
            "text": "Vi takker for muligheden for at svare.",
            "stance": "for",
        },
        {
            "anchor": {"type": "section", "id": "1", "version": 1},
            "text": "Afsnittet mangler mål, der kan måles.",
            "proposed_text": "Senest i 2030 er halvdelen nået.",
            "stance": "neutral",
        },
    ],
}

EXAMPLES: dict[str, dict[str, Any]] = {
    "ConsultationPage": {"items": [CONSULTATION], "next_cursor": None},
    "ConsultationDetail": {
        **CONSULTATION,
        "version": 2,
        "summary": {
            "about": "<p>Hvordan havnen skal bruges.</p>",
            "decides": "<p>Byrådet.</p>",
            "how": "<p>Skriv ved det afsnit, det handler om.</p>",
            "next": "<p>Udvalgene svarer.</p>",
        },
        "contact": {"unit": "Borgmesterkontoret", "email": "hoering@fjordby.example"},
        "areas": [
            {
                "id": "sec_10",
                "key": "1",
                "number": "1",
                "title": "Kajer og byliv",
                "committees": [COMMITTEE],
                "html_url": f"{CONSULTATION_URL}/sections/1",
            }
        ],
        "committees": [COMMITTEE],
    },
    "SectionPage": {"items": [SECTION], "next_cursor": None},
    "SectionDetail": {
        **SECTION,
        "summaries": [
            {
                "language": "da",
                "text": "Alle skal kunne bruge kajen.",
                "made": "person",
                "outdated": False,
            }
        ],
        "title_translations": [{"language": "en", "text": "Today", "made": "person"}],
        "paragraphs": [PARAGRAPH],
    },
    "RemarkPage": {"items": [REMARK], "next_cursor": "1804595400000000-204"},
    "Remark": REMARK,
    "ChangePage": {
        "items": [
            {"number": "17.3", "change": "published", "at": "2027-03-09T12:30:00Z", "reason": None},
            {"number": "17.3", "change": "corrected", "at": "2027-03-11T08:05:00Z", "reason": None},
            {
                "number": "12.1",
                "change": "taken_down",
                "at": "2027-03-11T09:00:00Z",
                "reason": "personal_data",
            },
        ],
        "after": "2041",
        "more": False,
    },
    "Gone": {"change": "taken_down", "at": "2027-03-11T09:00:00Z", "reason": "personal_data"},
    "PointPage": {"items": [POINT], "next_cursor": None},
    "EditionPage": {"items": [EDITION], "next_cursor": None},
    "Receipt": {
        "number": "17",
        "late": False,
        "status_url": f"{SITE}/receipts/a-secret-that-nobody-else-may-see",
    },
}
