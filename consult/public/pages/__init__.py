"""The routes of the pages that everybody may read. Their handlers are in the files of this package."""

from __future__ import annotations

from starlette.routing import Route

from consult.public.pages import (
    about,
    annexes,
    answer_page,
    background,
    calendar,
    comparison,
    consultations,
    consulted_parties,
    feeds,
    memo,
    outcome,
    outcome_preview,
    paragraphs,
    pictures,
    preview,
    remark_table,
    remarks,
    search,
    sections,
    sitemap,
    versions,
    whole_text,
)

CONSULTATION = "/consultations/{consultation}"
PREVIEW = "/staff" + CONSULTATION + "/preview"
ANSWERS_PREVIEW = "/staff" + CONSULTATION + "/answers/preview"
SECTION = CONSULTATION + "/sections/{section}"
PARAGRAPH = CONSULTATION + "/paragraphs/{paragraph:int}"
VERSION = CONSULTATION + "/versions/{version:int}"
ANNEX = CONSULTATION + "/responses/{number:int}/annexes/{ordinal:int}"

routes: list[Route] = [
    Route("/", consultations.home, name="home"),
    Route("/feed.atom", feeds.feed, name="feed"),
    Route("/robots.txt", sitemap.robots, name="robots"),
    Route("/sitemap.xml", sitemap.sitemap, name="sitemap"),
    Route("/sitemap-pages.xml", sitemap.site_sitemap, name="site_sitemap"),
    Route(CONSULTATION, consultations.consultation, name="consultation"),
    Route(CONSULTATION + "/calendar.ics", calendar.calendar, name="calendar"),
    Route(CONSULTATION + "/feed.atom", feeds.consultation_feed, name="consultation_feed"),
    Route(CONSULTATION + "/sitemap.xml", sitemap.consultation_sitemap, name="consultation_sitemap"),
    Route(CONSULTATION + "/contents", sections.contents, name="contents"),
    Route(CONSULTATION + "/versions", versions.versions, name="versions"),
    Route(VERSION, versions.version, name="version"),
    Route(VERSION + "/sections/{section}", versions.version_section, name="version_section"),
    Route(CONSULTATION + "/text", whole_text.text, name="text"),
    Route(VERSION + "/text", whole_text.version_text, name="version_text"),
    Route(VERSION + "/text.pdf", versions.version_pdf, name="version_pdf"),
    Route(
        VERSION + "/sections/{section}/since/{earlier:int}",
        comparison.version_section_since,
        name="version_section_since",
    ),
    Route(VERSION + "/changes/{earlier:int}", comparison.version_changes, name="version_changes"),
    Route(SECTION, sections.section, name="section"),
    Route(SECTION + "/since/{earlier:int}", comparison.section_since, name="section_since"),
    Route(SECTION + "/remarks", remarks.section_remarks, name="section_remarks"),
    Route(PARAGRAPH, paragraphs.paragraph, name="paragraph"),
    Route(PARAGRAPH + "/remarks", remarks.paragraph_remarks, name="paragraph_remarks"),
    Route(CONSULTATION + "/remarks", remarks.consultation_remarks, name="consultation_remarks"),
    Route(CONSULTATION + "/remarks.{ending}", remark_table.remark_table, name="remark_table"),
    Route(CONSULTATION + "/parties", consulted_parties.consulted_parties, name="consulted_parties"),
    Route(CONSULTATION + "/remarks/{reference}", remarks.remark, name="remark"),
    Route(ANNEX, annexes.annex, name="annex"),
    Route(CONSULTATION + "/outcome", outcome.outcome, name="outcome"),
    Route(
        CONSULTATION + "/outcome/uncovered/{reason}",
        outcome.outcome_uncovered,
        name="outcome_uncovered",
    ),
    Route(
        CONSULTATION + "/outcome/memo/{number:int}.{ending}",
        memo.outcome_memo,
        name="outcome_memo",
    ),
    Route(CONSULTATION + "/points/{number:int}", outcome.outcome_point, name="outcome_point"),
    Route(CONSULTATION + "/search", search.search, name="search"),
    Route("/search", search.search_all, name="search_all"),
    Route(
        CONSULTATION + "/background/{document:int}",
        background.background_file,
        name="background_file",
    ),
    Route(ANSWERS_PREVIEW, outcome_preview.outcome_preview, name="outcome_preview"),
    Route(
        ANSWERS_PREVIEW + "/points/{number:int}",
        outcome_preview.outcome_point_preview,
        name="outcome_point_preview",
    ),
    Route(PREVIEW, preview.preview, name="preview"),
    Route(PREVIEW + "/contents", preview.preview_contents, name="preview_contents"),
    Route(PREVIEW + "/sections/{section}", preview.preview_section, name="preview_section"),
    Route(PREVIEW + "/{elsewhere:path}", preview.preview_elsewhere, name="preview_elsewhere"),
    Route("/pictures/{digest}", pictures.picture, name="picture"),
    Route("/privacy", about.privacy, name="privacy"),
    Route("/was", about.accessibility, name="accessibility"),
    Route("/contact", about.contact, name="contact"),
    Route("/answered/{public_id}", answer_page.answer_page, name="answer_page"),
]
