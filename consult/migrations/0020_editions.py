"""Editions of the memo, that the answers are published in, and what is said before they are."""

from enum import Enum

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


class Word(str, Enum):
    """A word of a list. Which words there are is the code's business."""


def ref(model, column, kind=fields.ForeignKeyField, **options):
    field = kind(f"core.{model}", related_name=False, on_delete=OnDelete.RESTRICT, **options)
    field.source_field = f"{column}_id"
    return field


def word():
    field = fields.CharEnumField(Word, max_length=20)
    field.description = None
    return field


def table(name, *unique):
    return {"table": name, "unique_together": unique, "indexes": ()}


def key():
    return ("id", fields.BigIntField(primary_key=True, generated=True))


class Migration(migrations.Migration):
    dependencies = [("core", "0019_late_days")]

    operations = [
        ops.CreateModel(
            "Edition",
            [
                key(),
                ("consultation", ref("Consultation", "consultation")),
                ("number", fields.IntField()),
                ("publish_at", fields.DatetimeField()),
                ("made_at", fields.DatetimeField()),
                ("made_by", fields.CharField(60)),
                ("checksum", fields.CharField(64)),
                ("taken_back_at", fields.DatetimeField(null=True)),
                ("taken_back_by", fields.CharField(60)),
                ("taken_back_reason", fields.TextField()),
            ],
            table("memo_edition", ("consultation", "number")),
        ),
        ops.CreateModel(
            "EditionPoint",
            [
                key(),
                ("edition", ref("Edition", "edition")),
                ("section", ref("SectionIdentity", "section", null=True)),
                ("number", fields.IntField()),
                ("title", fields.CharField(300)),
                ("summary", fields.TextField()),
            ],
            table("edition_point", ("edition", "number")),
        ),
        ops.CreateModel(
            "EditionMember",
            [
                key(),
                ("point", ref("EditionPoint", "point")),
                ("remark", ref("Remark", "remark", db_index=True)),
                ("quote", fields.TextField()),
            ],
            table("edition_member", ("point", "remark")),
        ),
        ops.CreateModel(
            "EditionAnswer",
            [
                key(),
                ("point", ref("EditionPoint", "point")),
                ("committee", ref("Committee", "committee")),
                ("outcome", word()),
                ("reason", fields.TextField()),
                ("approved_at", fields.DatetimeField()),
            ],
            table("edition_answer", ("point", "committee")),
        ),
        ops.CreateModel(
            "EditionUncovered",
            [
                key(),
                ("edition", ref("Edition", "edition")),
                ("remark", ref("Remark", "remark", db_index=True)),
                ("reason", word()),
            ],
            table("edition_uncovered", ("edition", "remark")),
        ),
        ops.CreateModel(
            "Uncovered",
            [
                key(),
                ("remark", ref("Remark", "remark", fields.OneToOneField)),
                ("reason", word()),
            ],
            table("uncovered"),
        ),
        ops.CreateModel(
            "AnswerLetter",
            [
                key(),
                ("response", ref("Response", "response", fields.OneToOneField)),
                ("edition", ref("Edition", "edition")),
                ("written_at", fields.DatetimeField()),
            ],
            table("answer_letter"),
        ),
        ops.CreateModel(
            "WordClearance",
            [
                key(),
                ("point", ref("Point", "point")),
                ("digest", fields.CharField(64)),
                ("cleared_by", fields.CharField(60)),
                ("cleared_at", fields.DatetimeField()),
            ],
            table("word_clearance", ("point", "digest")),
        ),
    ]
