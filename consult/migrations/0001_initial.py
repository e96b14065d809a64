from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from consult.answers.contribution import ContributionState
from consult.answers.point import Outcome
from consult.consultations.party import PartyKind, PartyState
from consult.documents.document import DocumentKind
from consult.documents.paragraph import ParagraphKind
from consult.people.role import Role
from consult.responses.remark import AnchorType, Publicity, Stance, Standing
from consult.responses.respondent import RespondentKind, VerifiedBy
from consult.responses.response import Channel, ResponseKind
from json import dumps, loads
from moderation.decision import DecisionKind
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    initial = True

    operations = [
        ops.CreateModel(
            name="Account",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                ("email", fields.CharField(unique=True, max_length=320)),
                ("name", fields.CharField(default="", max_length=200)),
                ("is_demo", fields.BooleanField(default=False)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "disabled_at",
                    fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
                ),
            ],
            options={
                "table": "account",
                "app": "core",
                "pk_attr": "id",
                "table_description": "Somebody on the staff. ``is_demo`` accounts exist only on a loopback address.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="AuditEntry",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("actor", fields.CharField(max_length=60)),
                ("verb", fields.CharField(max_length=60)),
                ("noun", fields.CharField(max_length=60)),
                ("noun_id", fields.BigIntField(null=True)),
                ("consultation_id", fields.BigIntField(null=True, db_index=True)),
                (
                    "facts",
                    fields.JSONField(
                        default=dict,
                        encoder=functools.partial(dumps, separators=(",", ":")),
                        decoder=loads,
                    ),
                ),
            ],
            options={
                "table": "audit_entry",
                "app": "core",
                "indexes": [Index(fields=["noun", "noun_id"])],
                "pk_attr": "id",
                "table_description": "``actor`` is ``account:ID``, ``public`` or ``system``, ``noun`` and ``noun_id`` name what changed.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Committee",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                ("slug", fields.CharField(unique=True, max_length=120)),
                ("name", fields.CharField(max_length=200)),
            ],
            options={
                "table": "committee",
                "app": "core",
                "pk_attr": "id",
                "table_description": "A standing committee. ``name`` is today's. Earlier ones are in CommitteeName.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="CommitteeName",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "committee",
                    fields.ForeignKeyField(
                        "core.Committee",
                        source_field="committee_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="names",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("name", fields.CharField(max_length=200)),
                ("since", fields.DateField()),
            ],
            options={
                "table": "committee_name",
                "app": "core",
                "pk_attr": "id",
                "table_description": "What a committee was called from a day on.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Consultation",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                ("slug", fields.CharField(unique=True, max_length=120)),
                ("title", fields.CharField(max_length=300)),
                ("language", fields.CharField(default="da", max_length=10)),
                ("summary", fields.TextField(default="", unique=False)),
                ("summary_decides", fields.TextField(default="", unique=False)),
                ("summary_how", fields.TextField(default="", unique=False)),
                ("summary_next", fields.TextField(default="", unique=False)),
                ("contact_unit", fields.CharField(default="", max_length=200)),
                ("contact_email", fields.CharField(default="", max_length=320)),
                ("late_policy", fields.TextField(default="", unique=False)),
                ("opens_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("closes_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                (
                    "announced_at",
                    fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
                ),
                (
                    "answered_at",
                    fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
                ),
                (
                    "public_until",
                    fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
                ),
                ("kept_until", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("next_number", fields.IntField(default=1)),
                ("edition", fields.IntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "consultation",
                "app": "core",
                "pk_attr": "id",
                "table_description": "One hearing. The four ``summary_*`` texts are stored as cleaned HTML and fill the fixed summary box.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ConsultedParty",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "consultation",
                    fields.ForeignKeyField(
                        "core.Consultation",
                        source_field="consultation_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="parties",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("name", fields.CharField(max_length=300)),
                (
                    "kind",
                    fields.CharEnumField(
                        default=PartyKind.ORGANISATION,
                        description="ORGANISATION: organisation\nAUTHORITY: authority\nCOUNCIL: council",
                        enum_type=PartyKind,
                        max_length=20,
                    ),
                ),
                ("email", fields.CharField(default="", max_length=320)),
                (
                    "state",
                    fields.CharEnumField(
                        default=PartyState.SILENT,
                        description="SILENT: silent\nANSWERED: answered\nNO_REMARKS: no_remarks",
                        enum_type=PartyState,
                        max_length=20,
                    ),
                ),
                ("invited_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "consulted_party",
                "app": "core",
                "unique_together": (("consultation", "name"),),
                "pk_attr": "id",
                "table_description": "One invited party of one consultation. Its e-mail address is never public.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Contribution",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "consultation",
                    fields.ForeignKeyField(
                        "core.Consultation",
                        source_field="consultation_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "committee",
                    fields.ForeignKeyField(
                        "core.Committee",
                        source_field="committee_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "state",
                    fields.CharEnumField(
                        default=ContributionState.DRAFT,
                        description="DRAFT: draft\nAPPROVED: approved",
                        enum_type=ContributionState,
                        max_length=20,
                    ),
                ),
                ("checksum", fields.CharField(default="", max_length=64)),
                (
                    "approved_at",
                    fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
                ),
                ("approved_by", fields.CharField(default="", max_length=60)),
            ],
            options={
                "table": "contribution",
                "app": "core",
                "unique_together": (("consultation", "committee"),),
                "pk_attr": "id",
                "table_description": "One committee's part. ``checksum`` is over what was approved: if an answer changes, approval lapses.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "consultation",
                    fields.ForeignKeyField(
                        "core.Consultation",
                        source_field="consultation_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="documents",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "kind",
                    fields.CharEnumField(
                        default=DocumentKind.DRAFT,
                        description="DRAFT: draft\nBACKGROUND: background",
                        enum_type=DocumentKind,
                        max_length=20,
                    ),
                ),
                ("title", fields.CharField(max_length=300)),
            ],
            options={
                "table": "document",
                "app": "core",
                "pk_attr": "id",
                "table_description": "A text of a consultation, through all its versions.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Extension",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "consultation",
                    fields.ForeignKeyField(
                        "core.Consultation",
                        source_field="consultation_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="extensions",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "party",
                    fields.ForeignKeyField(
                        "core.ConsultedParty",
                        source_field="party_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="extensions",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("until", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("reason", fields.CharField(max_length=500)),
                ("decided_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("decided_by", fields.CharField(max_length=60)),
            ],
            options={
                "table": "extension",
                "app": "core",
                "pk_attr": "id",
                "table_description": "Who may answer until when, decided when and why. ``party`` null means everybody.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Generation",
            fields=[
                (
                    "key",
                    fields.CharField(primary_key=True, unique=True, db_index=True, max_length=120),
                ),
                ("value", fields.BigIntField(default=0)),
            ],
            options={
                "table": "generation",
                "app": "core",
                "pk_attr": "key",
                "table_description": "``key`` is ``site`` or a consultation's slug.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Heartbeat",
            fields=[
                (
                    "name",
                    fields.CharField(primary_key=True, unique=True, db_index=True, max_length=40),
                ),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "heartbeat",
                "app": "core",
                "pk_attr": "name",
                "table_description": "``name`` is the kind of process, ``at`` its last sign of life.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                ("kind", fields.CharField(max_length=60)),
                ("to", fields.CharField(max_length=320)),
                ("subject", fields.CharField(max_length=300)),
                ("body", fields.TextField(unique=False)),
                ("message_id", fields.CharField(unique=True, max_length=120)),
                ("written_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("due_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("attempts", fields.IntField(default=0)),
                ("sent_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                (
                    "given_up_at",
                    fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
                ),
                ("trouble", fields.CharField(default="", max_length=300)),
            ],
            options={
                "table": "letter",
                "app": "core",
                "indexes": [Index(fields=["sent_at", "due_at"])],
                "pk_attr": "id",
                "table_description": "One letter to one address. ``sent_at`` null = still to be sent, from ``due_at`` on.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ModerationReason",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "consultation",
                    fields.ForeignKeyField(
                        "core.Consultation",
                        source_field="consultation_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="moderation_reasons",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("key", fields.CharField(max_length=40)),
                ("title", fields.CharField(max_length=200)),
                ("description", fields.CharField(default="", max_length=1000)),
                ("position", fields.IntField(default=0)),
            ],
            options={
                "table": "moderation_reason",
                "app": "core",
                "unique_together": (("consultation", "key"),),
                "pk_attr": "id",
                "table_description": "One reason. ``key`` of a shipped reason has translated words, ``title`` is what an editor wrote.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ParagraphIdentity",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "document",
                    fields.ForeignKeyField(
                        "core.Document",
                        source_field="document_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
            ],
            options={
                "table": "paragraph_identity",
                "app": "core",
                "pk_attr": "id",
                "table_description": "What stays the same when a paragraph is reworded or moved. Its id is the permanent address.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="RateWindow",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                ("key", fields.CharField(max_length=64)),
                ("starts_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("count", fields.IntField(default=0)),
            ],
            options={
                "table": "rate_window",
                "app": "core",
                "unique_together": (("key", "starts_at"),),
                "pk_attr": "id",
                "table_description": "How often one key was seen in the window of time that starts at ``starts_at``.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Respondent",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "kind",
                    fields.CharEnumField(
                        description="CITIZEN: citizen\nORGANISATION: organisation\nAUTHORITY: authority\nOTHER: other",
                        enum_type=RespondentKind,
                        max_length=20,
                    ),
                ),
                ("name", fields.CharField(max_length=300)),
                ("organisation", fields.CharField(default="", max_length=300)),
                ("cvr", fields.CharField(default="", max_length=8)),
                ("publish_name", fields.BooleanField(default=False)),
                ("name_withheld", fields.BooleanField(default=False)),
                (
                    "verified_by",
                    fields.CharEnumField(
                        default=VerifiedBy.NONE,
                        description="NONE: none\nEMAIL: email\nINVITATION: invitation\nSTAFF: staff\nEID: eid",
                        enum_type=VerifiedBy,
                        max_length=20,
                    ),
                ),
            ],
            options={
                "table": "respondent",
                "app": "core",
                "pk_attr": "id",
                "table_description": "Who sent one response. ``name`` is private unless ``publish_name``, an organisation's name is public.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "respondent",
                    fields.OneToOneField(
                        "core.Respondent",
                        source_field="respondent_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="contact",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("email", fields.CharField(default="", max_length=320)),
                ("phone", fields.CharField(default="", max_length=40)),
                ("postcode", fields.CharField(default="", max_length=10)),
                ("confirm_token_hash", fields.CharField(null=True, unique=True, max_length=64)),
                (
                    "confirmed_at",
                    fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
                ),
            ],
            options={
                "table": "contact",
                "app": "core",
                "pk_attr": "id",
                "table_description": "How to reach a respondent. Never public, never in a public query: nothing joins it but letters and staff.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Response",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                ("public_id", fields.CharField(unique=True, max_length=32)),
                (
                    "consultation",
                    fields.ForeignKeyField(
                        "core.Consultation",
                        source_field="consultation_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="responses",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("number", fields.IntField(null=True)),
                (
                    "kind",
                    fields.CharEnumField(
                        description="COMMENT: comment\nFORMAL: formal",
                        enum_type=ResponseKind,
                        max_length=20,
                    ),
                ),
                (
                    "channel",
                    fields.CharEnumField(
                        default=Channel.WEB,
                        description="WEB: web\nAPI: api\nPAPER: paper\nEMAIL: email",
                        enum_type=Channel,
                        max_length=20,
                    ),
                ),
                (
                    "respondent",
                    fields.OneToOneField(
                        "core.Respondent",
                        source_field="respondent_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="response",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "party",
                    fields.ForeignKeyField(
                        "core.ConsultedParty",
                        source_field="party_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "replaces",
                    fields.ForeignKeyField(
                        "core.Response",
                        source_field="replaces_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("language", fields.CharField(default="da", max_length=10)),
                ("received_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("stored_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("is_late", fields.BooleanField(default=False)),
                ("no_remarks", fields.BooleanField(default=False)),
                (
                    "withdrawn_at",
                    fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
                ),
                ("status_token_hash", fields.CharField(unique=True, max_length=64)),
                ("idempotency_key", fields.CharField(max_length=64)),
                ("body_hash", fields.CharField(max_length=64)),
            ],
            options={
                "table": "response",
                "app": "core",
                "unique_together": (
                    ("consultation", "number"),
                    ("consultation", "idempotency_key"),
                ),
                "indexes": [Index(fields=["consultation_id", "received_at"])],
                "pk_attr": "id",
                "table_description": "One response. ``received_at`` is when the request reached us. The row exists only once it is stored.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Annex",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "response",
                    fields.ForeignKeyField(
                        "core.Response",
                        source_field="response_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="annexes",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("ordinal", fields.IntField()),
                ("name", fields.CharField(max_length=255)),
                ("media_type", fields.CharField(max_length=120)),
                ("size", fields.IntField()),
                ("file_key", fields.CharField(max_length=64)),
                (
                    "publicity",
                    fields.CharEnumField(
                        default=Publicity.WAITING,
                        description="WAITING: waiting\nPUBLISHED: published\nREDACTED: redacted\nWITHHELD: withheld",
                        enum_type=Publicity,
                        max_length=20,
                    ),
                ),
                (
                    "published_at",
                    fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
                ),
            ],
            options={
                "table": "annex",
                "app": "core",
                "unique_together": (("response", "ordinal"),),
                "pk_attr": "id",
                "table_description": "One file of a response. The bytes are in the file store under ``file_key``. ``size`` in bytes.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="RoleGrant",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "account",
                    fields.ForeignKeyField(
                        "core.Account",
                        source_field="account_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="grants",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "role",
                    fields.CharEnumField(
                        description="ADMIN: admin\nEDITOR: editor\nMODERATOR: moderator\nCOMMITTEE: committee\nREADER: reader",
                        enum_type=Role,
                        max_length=20,
                    ),
                ),
                ("consultation", fields.CharField(default="", max_length=120)),
                ("committee", fields.CharField(default="", max_length=120)),
                ("starts_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("ends_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "role_grant",
                "app": "core",
                "pk_attr": "id",
                "table_description": "One role of one account. Empty ``consultation`` or ``committee`` (slugs) means everywhere.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="SectionIdentity",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "document",
                    fields.ForeignKeyField(
                        "core.Document",
                        source_field="document_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("key", fields.CharField(max_length=60)),
            ],
            options={
                "table": "section_identity",
                "app": "core",
                "unique_together": (("document", "key"),),
                "pk_attr": "id",
                "table_description": 'What stays the same when a section is renamed or moved. ``key`` ("5", "5-2") is in its address.',
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Ownership",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "section",
                    fields.ForeignKeyField(
                        "core.SectionIdentity",
                        source_field="section_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="owners",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "committee",
                    fields.ForeignKeyField(
                        "core.Committee",
                        source_field="committee_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("is_lead", fields.BooleanField(default=False)),
            ],
            options={
                "table": "ownership",
                "app": "core",
                "unique_together": (("section", "committee"),),
                "pk_attr": "id",
                "table_description": "A committee answers for a section and everything below it, beside whoever owns more of the path.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Point",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "consultation",
                    fields.ForeignKeyField(
                        "core.Consultation",
                        source_field="consultation_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="points",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "committee",
                    fields.ForeignKeyField(
                        "core.Committee",
                        source_field="committee_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "section",
                    fields.ForeignKeyField(
                        "core.SectionIdentity",
                        source_field="section_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("number", fields.IntField()),
                ("title", fields.CharField(max_length=300)),
                ("summary", fields.TextField(default="", unique=False)),
                ("edition", fields.IntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "archived_at",
                    fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
                ),
            ],
            options={
                "table": "point",
                "app": "core",
                "unique_together": (("consultation", "number"),),
                "pk_attr": "id",
                "table_description": "Remarks that say the same thing, with a title and a summary. ``number`` counts within the consultation,",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Disposition",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "point",
                    fields.ForeignKeyField(
                        "core.Point",
                        source_field="point_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="dispositions",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "committee",
                    fields.ForeignKeyField(
                        "core.Committee",
                        source_field="committee_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "outcome",
                    fields.CharEnumField(
                        description="MET: met\nPARTLY_MET: partly_met\nNOT_MET: not_met\nOUTSIDE_REMIT: outside_remit\nALREADY_ADDRESSED: already_addressed",
                        enum_type=Outcome,
                        max_length=20,
                    ),
                ),
                ("reason", fields.TextField(unique=False)),
                ("edition", fields.IntField(default=1)),
                ("decided_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("decided_by", fields.CharField(max_length=60)),
            ],
            options={
                "table": "disposition",
                "app": "core",
                "unique_together": (("point", "committee"),),
                "pk_attr": "id",
                "table_description": "One committee's answer to a point: the outcome and the reason. ``edition`` guards against overwriting.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                ("token_hash", fields.CharField(unique=True, max_length=64)),
                (
                    "account",
                    fields.ForeignKeyField(
                        "core.Account",
                        source_field="account_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("seen_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("expires_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("ended_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "session",
                "app": "core",
                "pk_attr": "id",
                "table_description": "One browser signed in to one account. The cookie holds the token, the row its hash.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="SignInLink",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                ("token_hash", fields.CharField(unique=True, max_length=64)),
                (
                    "account",
                    fields.ForeignKeyField(
                        "core.Account",
                        source_field="account_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("expires_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("reusable", fields.BooleanField(default=False)),
                ("used_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "sign_in_link",
                "app": "core",
                "pk_attr": "id",
                "table_description": "A link for one account. One that is ``reusable`` belongs to a demo account and works until it expires.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "consultation",
                    fields.ForeignKeyField(
                        "core.Consultation",
                        source_field="consultation_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("place", fields.CharField(max_length=40)),
                ("published", fields.IntField(default=0)),
            ],
            options={
                "table": "tally",
                "app": "core",
                "unique_together": (("consultation", "place"),),
                "pk_attr": "id",
                "table_description": 'Published remarks on one place: ``place`` is "whole", "section:ID" or "paragraph:ID" (identities).',
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Unsent",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "consultation",
                    fields.ForeignKeyField(
                        "core.Consultation",
                        source_field="consultation_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("token_hash", fields.CharField(unique=True, max_length=64)),
                ("public_id", fields.CharField(unique=True, max_length=32)),
                ("language", fields.CharField(default="da", max_length=10)),
                (
                    "content",
                    fields.JSONField(
                        encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                ("edition", fields.IntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("updated_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("expires_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("sent_as", fields.CharField(default="", max_length=32)),
            ],
            options={
                "table": "unsent",
                "app": "core",
                "pk_attr": "id",
                "table_description": "A formal response being written. ``content`` is what the form holds, ``edition`` guards against two",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="UnsentAnnex",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "unsent",
                    fields.ForeignKeyField(
                        "core.Unsent",
                        source_field="unsent_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="annexes",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("name", fields.CharField(max_length=255)),
                ("media_type", fields.CharField(max_length=120)),
                ("size", fields.IntField()),
                ("file_key", fields.CharField(max_length=64)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "unsent_annex",
                "app": "core",
                "pk_attr": "id",
                "table_description": "A file put to an unsent response. Becomes an Annex when it is sent.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "document",
                    fields.ForeignKeyField(
                        "core.Document",
                        source_field="document_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="versions",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("number", fields.IntField()),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "published_at",
                    fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
                ),
                ("source_name", fields.CharField(default="", max_length=300)),
                ("source_file", fields.CharField(default="", max_length=64)),
            ],
            options={
                "table": "version",
                "app": "core",
                "unique_together": (("document", "number"),),
                "pk_attr": "id",
                "table_description": "One state of a document. ``number`` counts from 1, ``published_at`` null means still being prepared.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Lineage",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "version",
                    fields.ForeignKeyField(
                        "core.Version",
                        source_field="version_id",
                        unique=True,
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "follows",
                    fields.ForeignKeyField(
                        "core.Version",
                        source_field="follows_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("edition", fields.IntField(default=1)),
                ("approved_by", fields.CharField(default="", max_length=60)),
                (
                    "approved_at",
                    fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
                ),
            ],
            options={
                "table": "lineage",
                "app": "core",
                "pk_attr": "id",
                "table_description": "How a version follows the one before it. ``approved_at`` null is a proposal, and the version cannot be",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Preparation",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "version",
                    fields.ForeignKeyField(
                        "core.Version",
                        source_field="version_id",
                        unique=True,
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("draft", fields.TextField(unique=False)),
                ("empty_links", fields.CharField(default="", max_length=10)),
                ("area_level", fields.IntField(null=True)),
                ("edition", fields.IntField(default=1)),
            ],
            options={
                "table": "preparation",
                "app": "core",
                "pk_attr": "id",
                "table_description": "``draft`` is the read draft as text, see draft_text.py. ``empty_links`` says what links without a target",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "consultation",
                    fields.ForeignKeyField(
                        "core.Consultation",
                        source_field="consultation_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="remarks",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "response",
                    fields.ForeignKeyField(
                        "core.Response",
                        source_field="response_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="remarks",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("ordinal", fields.IntField()),
                (
                    "anchor_type",
                    fields.CharEnumField(
                        description="CONSULTATION: consultation\nSECTION: section\nPARAGRAPH: paragraph",
                        enum_type=AnchorType,
                        max_length=20,
                    ),
                ),
                (
                    "section",
                    fields.ForeignKeyField(
                        "core.SectionIdentity",
                        source_field="section_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "paragraph",
                    fields.ForeignKeyField(
                        "core.ParagraphIdentity",
                        source_field="paragraph_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "version",
                    fields.ForeignKeyField(
                        "core.Version",
                        source_field="version_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("quote", fields.TextField(default="", unique=False)),
                ("text", fields.TextField(unique=False)),
                ("proposed_text", fields.TextField(default="", unique=False)),
                (
                    "stance",
                    fields.CharEnumField(
                        default=Stance.NEUTRAL,
                        description="FOR: for\nAGAINST: against\nNEUTRAL: neutral",
                        enum_type=Stance,
                        max_length=20,
                    ),
                ),
                ("language", fields.CharField(default="da", max_length=10)),
                ("revision", fields.IntField(default=1)),
                (
                    "standing",
                    fields.CharEnumField(
                        default=Standing.RECEIVED,
                        description="RECEIVED: received\nSET_ASIDE: set_aside\nWITHDRAWN: withdrawn",
                        enum_type=Standing,
                        max_length=20,
                    ),
                ),
                (
                    "publicity",
                    fields.CharEnumField(
                        default=Publicity.WAITING,
                        description="WAITING: waiting\nPUBLISHED: published\nREDACTED: redacted\nWITHHELD: withheld",
                        enum_type=Publicity,
                        max_length=20,
                    ),
                ),
                ("queued_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("decisions", fields.IntField(default=0)),
                (
                    "kept_back_at",
                    fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
                ),
                ("public_revision", fields.IntField(null=True)),
                ("public_quote", fields.TextField(default="", unique=False)),
                ("public_text", fields.TextField(default="", unique=False)),
                ("public_proposed_text", fields.TextField(default="", unique=False)),
                (
                    "published_at",
                    fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
                ),
            ],
            options={
                "table": "remark",
                "app": "core",
                "unique_together": (("response", "ordinal"),),
                "indexes": [
                    Index(fields=["consultation_id", "queued_at"]),
                    Index(fields=["consultation_id", "published_at"]),
                    Index(fields=["consultation_id", "publicity", "standing"]),
                    Index(fields=["section_id", "publicity"]),
                    Index(fields=["paragraph_id", "publicity"]),
                ],
                "pk_attr": "id",
                "table_description": "One remark. ``text`` and ``proposed_text`` are the author's current words, for committees and the",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "remark",
                    fields.ForeignKeyField(
                        "core.Remark",
                        source_field="remark_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("number", fields.IntField()),
                ("revision", fields.IntField()),
                (
                    "kind",
                    fields.CharEnumField(
                        description="PUBLISH: publish\nREDACT: redact\nWITHHOLD: withhold\nTAKE_DOWN: take_down",
                        enum_type=DecisionKind,
                        max_length=20,
                    ),
                ),
                (
                    "reason",
                    fields.ForeignKeyField(
                        "core.ModerationReason",
                        source_field="reason_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("note", fields.TextField(default="", unique=False)),
                (
                    "decided_by",
                    fields.ForeignKeyField(
                        "core.Account",
                        source_field="decided_by_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("decided_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "decision",
                "app": "core",
                "unique_together": (("remark", "number"),),
                "pk_attr": "id",
                "table_description": "One decision. ``note`` is what the author is told beside the reason, ``number`` counts from 1 within the",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PointRemark",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "point",
                    fields.ForeignKeyField(
                        "core.Point",
                        source_field="point_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="members",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "remark",
                    fields.ForeignKeyField(
                        "core.Remark",
                        source_field="remark_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("quote", fields.TextField(default="", unique=False)),
            ],
            options={
                "table": "point_remark",
                "app": "core",
                "unique_together": (("point", "remark"),),
                "pk_attr": "id",
                "table_description": "A remark gathered into a point. A remark may belong to several points. ``quote`` is what the memo",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Redaction",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "decision",
                    fields.ForeignKeyField(
                        "core.Decision",
                        source_field="decision_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="redactions",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("field", fields.CharField(max_length=20)),
                ("start", fields.IntField()),
                ("end", fields.IntField()),
                (
                    "reason",
                    fields.ForeignKeyField(
                        "core.ModerationReason",
                        source_field="reason_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
            ],
            options={
                "table": "redaction",
                "app": "core",
                "pk_attr": "id",
                "table_description": 'Words taken out of the public copy: characters ``start`` to ``end`` of ``field`` ("text", "proposed_text").',
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "remark",
                    fields.ForeignKeyField(
                        "core.Remark",
                        source_field="remark_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="revisions",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("number", fields.IntField()),
                ("text", fields.TextField(unique=False)),
                ("proposed_text", fields.TextField(default="", unique=False)),
                ("written_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                (
                    "screened_at",
                    fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
                ),
            ],
            options={
                "table": "revision",
                "app": "core",
                "unique_together": (("remark", "number"),),
                "pk_attr": "id",
                "table_description": "One wording by the author. Append-only. ``screened_at`` must be set before it can be published.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "revision",
                    fields.ForeignKeyField(
                        "core.Revision",
                        source_field="revision_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="findings",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("field", fields.CharField(max_length=20)),
                ("rule", fields.CharField(max_length=40)),
                ("start", fields.IntField()),
                ("end", fields.IntField()),
                ("confidence", fields.CharField(max_length=10)),
            ],
            options={
                "table": "finding",
                "app": "core",
                "pk_attr": "id",
                "table_description": 'One place in one field ("text", "proposed_text", "name" or "organisation") of one revision, in characters.',
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Section",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "version",
                    fields.ForeignKeyField(
                        "core.Version",
                        source_field="version_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="sections",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "identity",
                    fields.ForeignKeyField(
                        "core.SectionIdentity",
                        source_field="identity_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="sections",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "parent",
                    fields.ForeignKeyField(
                        "core.Section",
                        source_field="parent_id",
                        null=True,
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="children",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("key", fields.CharField(max_length=60)),
                ("area", fields.CharField(max_length=60)),
                ("path", fields.CharField(max_length=60)),
                ("number", fields.CharField(default="", max_length=20)),
                ("title", fields.CharField(max_length=500)),
                ("level", fields.IntField()),
                ("position", fields.IntField()),
                ("change", fields.CharField(default="", max_length=10)),
            ],
            options={
                "table": "section",
                "app": "core",
                "unique_together": (("version", "key"), ("version", "position")),
                "indexes": [Index(fields=["version_id", "area"])],
                "pk_attr": "id",
                "table_description": "A heading of one version with what stands below it until the next heading.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Paragraph",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "version",
                    fields.ForeignKeyField(
                        "core.Version",
                        source_field="version_id",
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "section",
                    fields.ForeignKeyField(
                        "core.Section",
                        source_field="section_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="paragraphs",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "identity",
                    fields.ForeignKeyField(
                        "core.ParagraphIdentity",
                        source_field="identity_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="paragraphs",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("number", fields.CharField(max_length=20)),
                ("position", fields.IntField()),
                (
                    "kind",
                    fields.CharEnumField(
                        description="PARAGRAPH: paragraph\nITEM: item\nTABLE: table\nFIGURE: figure\nFOOTNOTE: footnote",
                        enum_type=ParagraphKind,
                        max_length=20,
                    ),
                ),
                ("level", fields.IntField(default=0)),
                ("marker", fields.CharField(default="", max_length=20)),
                ("text", fields.TextField(unique=False)),
                ("folded", fields.TextField(unique=False)),
                (
                    "runs",
                    fields.JSONField(
                        encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
                    ),
                ),
                ("html", fields.TextField(unique=False)),
                ("changes_html", fields.TextField(unique=False)),
                ("has_changes", fields.BooleanField(default=False)),
            ],
            options={
                "table": "paragraph",
                "app": "core",
                "unique_together": (("version", "position"), ("version", "identity")),
                "pk_attr": "id",
                "table_description": "A paragraph of one version.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="LineageLink",
            fields=[
                (
                    "id",
                    fields.BigIntField(
                        generated=True, primary_key=True, unique=True, db_index=True
                    ),
                ),
                (
                    "lineage",
                    fields.ForeignKeyField(
                        "core.Lineage",
                        source_field="lineage_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="links",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "old",
                    fields.ForeignKeyField(
                        "core.ParagraphIdentity",
                        source_field="old_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "new",
                    fields.ForeignKeyField(
                        "core.Paragraph",
                        source_field="new_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name=False,
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("kind", fields.CharField(max_length=10)),
                ("score", fields.FloatField()),
                ("made_by", fields.CharField(default="", max_length=60)),
            ],
            options={
                "table": "lineage_link",
                "app": "core",
                "unique_together": (("lineage", "old", "new"),),
                "pk_attr": "id",
                "table_description": "One old paragraph and one new one. A split is several rows with one ``old``, a merge several with one",
            },
            bases=["Model"],
        ),
    ]
