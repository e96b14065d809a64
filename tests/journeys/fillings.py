"""What is typed before a button of the staff is pressed, where any words will not do, and what a press may take with it."""

from __future__ import annotations

from tests.journeys.pressing import Filling, Kind
from tests.support.days import LAST_MONTH, MONTH_AFTER, NEXT_MONTH, NEXT_WEEK, day

# The address of a hearing that is prepared; in days: a midnight that no run can reach.
NEW, DAY_AFTER_TOMORROW = "proeve", 2
PHONE = "12 34 56 78"
# What is typed where any words will not do.
ALWAYS: Filling = {
    # The author's words and the literal quote stay; the fields of another button on the page are not its own.
    **dict.fromkeys(("text", "proposed_text", "quote", "quote-", "old", "new", "area-", "slug")),
    # Times of day are as they are; what one looks for is never stored.
    **dict.fromkeys(("_clock", "contact_email", "find", "number")),
}


def marked(text: str) -> str:
    """The phone number in brackets with its reason, as the page shows it afterwards, if it is not yet."""
    return text if "[[" in text else text.replace(PHONE, f"[[{PHONE}|personal-data]]")


def parted(text: str) -> str:
    """As two paragraphs."""
    first, rest = text[: len(text) // 2], text[len(text) // 2 :]
    return f"{first.rstrip()}\n\n{rest.lstrip()}"


# What moves paragraphs asks for everything else on the page to be stored first.
MOVES = [Kind("correct_section", f"do={verb}") for verb in ("split", "join", "make", "text")]
FILLINGS: dict[Kind, Filling] = {
    Kind("publish_several"): {"chosen-": "first"},
    Kind("decide_remark", "decision=preview"): {"text": marked},
    Kind("decide_remark", "decision=redact"): {"text": marked},
    Kind("gather_remarks"): {"remark-": "first"},
    Kind("point_new", method="GET"): {"remark-": "first"},
    Kind("answer_point"): {"outcome": "first"},
    Kind("approve_contribution"): {"acknowledged": "first"},
    Kind("give_uncovered_reason", "which=ticked"): {"remark-": "first", "reason": "first"},
    Kind("give_uncovered_reason", "which=rest"): {"reason": "first"},
    Kind("publish_answers"): {"at_day": None, "sure": "first"},
    Kind("start_consultation"): {"slug": NEW},
    Kind("say_links"): {"empty_links": "insertion"},
    Kind("summarise"): {"contact_email": "hoering@fjordby.example"},
    Kind("add_parties"): {"list": "Havnens Venner\nBådelauget"},
    Kind("assign_areas"): {"area-": "first"},
    Kind("assign_owners"): {"section-": "first"},
    Kind("rename_committee"): {"since": day(LAST_MONTH)},
    Kind("set_period"): {"opens_day": day(NEXT_WEEK), "closes_day": day(NEXT_MONTH)},
    Kind("extend_deadline"): {"until_day": day(MONTH_AFTER)},
    **{each: {"title": None, "description-": None, "words-": parted} for each in MOVES},
    Kind("announce_consultation"): {
        "when": "later",
        "at_day": day(DAY_AFTER_TOMORROW),
        "sure": "first",
    },
    # It is not published past a note that is not stored, nor past a deadline where it stays.
    Kind("publish_next"): {
        "looked": "first",
        "more_time": "first",
        "title": None,
        "note": None,
        "until_day": None,
        "reason": None,
    },
    Kind("call_off_consultation"): {"final": "first"},
    Kind("read_translation_file"): {"made": "first"},
    Kind("store_wording"): {"made": "first", "summary_made": "first"},
}

# After these what the page is about is gone, and words about it with it.
ENDING = {
    Kind("correct_section", "do=decorate"): "what the picture shows",
    Kind("take_up_again"): "the earlier text is the draft again, so it has no note to correct",
    Kind("remove_reason"): "the wording of the reason",
    Kind("put_away_point"): "the point",
    Kind("restore_takedown"): "it is not taken down any more, so there is no reason to word",
    Kind("take_back_edition"): "it is taken back once",
    Kind("publish_answers"): "the same is not published twice",
    Kind("call_off_announcement"): "the deadline can be set again, so it is not extended",
    Kind("call_off_consultation"): "nobody can answer, so no deadline is extended",
}
