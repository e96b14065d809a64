-- What the migrations of Consult 0.1.0 ran, one after the other, on PostgreSQL; comments left out.
CREATE TABLE "account" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "email" VARCHAR(320) NOT NULL UNIQUE,
    "name" VARCHAR(200) NOT NULL,
    "is_demo" BOOL NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "disabled_at" TIMESTAMPTZ
);
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "at" TIMESTAMPTZ NOT NULL,
    "actor" VARCHAR(60) NOT NULL,
    "verb" VARCHAR(60) NOT NULL,
    "noun" VARCHAR(60) NOT NULL,
    "noun_id" BIGINT,
    "consultation_id" BIGINT,
    "facts" JSONB NOT NULL
);
CREATE INDEX "idx_audit_entry_consult_eea4dc" ON "audit_entry" ("consultation_id");
CREATE INDEX "idx_audit_entry_noun_54cec7" ON "audit_entry" ("noun", "noun_id");
CREATE TABLE "committee" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "slug" VARCHAR(120) NOT NULL UNIQUE,
    "name" VARCHAR(200) NOT NULL
);
CREATE TABLE "committee_name" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "name" VARCHAR(200) NOT NULL,
    "since" DATE NOT NULL,
    "committee_id" BIGINT NOT NULL REFERENCES "committee" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_committee_n_committ_d03506" ON "committee_name" ("committee_id");
CREATE TABLE "consultation" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "slug" VARCHAR(120) NOT NULL UNIQUE,
    "title" VARCHAR(300) NOT NULL,
    "language" VARCHAR(10) NOT NULL,
    "summary" TEXT NOT NULL,
    "summary_decides" TEXT NOT NULL,
    "summary_how" TEXT NOT NULL,
    "summary_next" TEXT NOT NULL,
    "contact_unit" VARCHAR(200) NOT NULL,
    "contact_email" VARCHAR(320) NOT NULL,
    "late_policy" TEXT NOT NULL,
    "opens_at" TIMESTAMPTZ,
    "closes_at" TIMESTAMPTZ,
    "announced_at" TIMESTAMPTZ,
    "answered_at" TIMESTAMPTZ,
    "public_until" TIMESTAMPTZ,
    "kept_until" TIMESTAMPTZ,
    "next_number" INT NOT NULL,
    "edition" INT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL
);
CREATE TABLE "consulted_party" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "name" VARCHAR(300) NOT NULL,
    "kind" VARCHAR(20) NOT NULL,
    "email" VARCHAR(320) NOT NULL,
    "state" VARCHAR(20) NOT NULL,
    "invited_at" TIMESTAMPTZ,
    "consultation_id" BIGINT NOT NULL REFERENCES "consultation" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_consulted_p_consult_2ec85d" UNIQUE ("consultation_id", "name")
);
CREATE TABLE "contribution" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "state" VARCHAR(20) NOT NULL,
    "checksum" VARCHAR(64) NOT NULL,
    "approved_at" TIMESTAMPTZ,
    "approved_by" VARCHAR(60) NOT NULL,
    "committee_id" BIGINT NOT NULL REFERENCES "committee" ("id") ON DELETE RESTRICT,
    "consultation_id" BIGINT NOT NULL REFERENCES "consultation" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_contributio_consult_969ce1" UNIQUE ("consultation_id", "committee_id")
);
CREATE TABLE "document" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "kind" VARCHAR(20) NOT NULL,
    "title" VARCHAR(300) NOT NULL,
    "consultation_id" BIGINT NOT NULL REFERENCES "consultation" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_document_consult_00d719" ON "document" ("consultation_id");
CREATE TABLE "extension" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "until" TIMESTAMPTZ NOT NULL,
    "reason" VARCHAR(500) NOT NULL,
    "decided_at" TIMESTAMPTZ NOT NULL,
    "decided_by" VARCHAR(60) NOT NULL,
    "consultation_id" BIGINT NOT NULL REFERENCES "consultation" ("id") ON DELETE RESTRICT,
    "party_id" BIGINT REFERENCES "consulted_party" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_extension_consult_c5ffdf" ON "extension" ("consultation_id");
CREATE TABLE "generation" (
    "key" VARCHAR(120) NOT NULL  PRIMARY KEY,
    "value" BIGINT NOT NULL
);
CREATE TABLE "heartbeat" (
    "name" VARCHAR(40) NOT NULL  PRIMARY KEY,
    "at" TIMESTAMPTZ NOT NULL
);
CREATE TABLE "letter" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "kind" VARCHAR(60) NOT NULL,
    "to" VARCHAR(320) NOT NULL,
    "subject" VARCHAR(300) NOT NULL,
    "body" TEXT NOT NULL,
    "message_id" VARCHAR(120) NOT NULL UNIQUE,
    "written_at" TIMESTAMPTZ NOT NULL,
    "due_at" TIMESTAMPTZ NOT NULL,
    "attempts" INT NOT NULL,
    "sent_at" TIMESTAMPTZ,
    "given_up_at" TIMESTAMPTZ,
    "trouble" VARCHAR(300) NOT NULL
);
CREATE INDEX "idx_letter_sent_at_2ae225" ON "letter" ("sent_at", "due_at");
CREATE TABLE "moderation_reason" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "key" VARCHAR(40) NOT NULL,
    "title" VARCHAR(200) NOT NULL,
    "description" VARCHAR(1000) NOT NULL,
    "position" INT NOT NULL,
    "consultation_id" BIGINT NOT NULL REFERENCES "consultation" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_moderation__consult_669ec6" UNIQUE ("consultation_id", "key")
);
CREATE TABLE "paragraph_identity" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "document_id" BIGINT NOT NULL REFERENCES "document" ("id") ON DELETE RESTRICT
);
CREATE TABLE "rate_window" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "key" VARCHAR(64) NOT NULL,
    "starts_at" TIMESTAMPTZ NOT NULL,
    "count" INT NOT NULL,
    CONSTRAINT "uid_rate_window_key_0db1c4" UNIQUE ("key", "starts_at")
);
CREATE TABLE "respondent" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "kind" VARCHAR(20) NOT NULL,
    "name" VARCHAR(300) NOT NULL,
    "organisation" VARCHAR(300) NOT NULL,
    "cvr" VARCHAR(8) NOT NULL,
    "publish_name" BOOL NOT NULL,
    "name_withheld" BOOL NOT NULL,
    "verified_by" VARCHAR(20) NOT NULL
);
CREATE TABLE "contact" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "email" VARCHAR(320) NOT NULL,
    "phone" VARCHAR(40) NOT NULL,
    "postcode" VARCHAR(10) NOT NULL,
    "confirm_token_hash" VARCHAR(64)  UNIQUE,
    "confirmed_at" TIMESTAMPTZ,
    "respondent_id" BIGINT NOT NULL UNIQUE REFERENCES "respondent" ("id") ON DELETE RESTRICT
);
CREATE TABLE "response" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "public_id" VARCHAR(32) NOT NULL UNIQUE,
    "number" INT,
    "kind" VARCHAR(20) NOT NULL,
    "channel" VARCHAR(20) NOT NULL,
    "language" VARCHAR(10) NOT NULL,
    "received_at" TIMESTAMPTZ NOT NULL,
    "stored_at" TIMESTAMPTZ NOT NULL,
    "is_late" BOOL NOT NULL,
    "no_remarks" BOOL NOT NULL,
    "withdrawn_at" TIMESTAMPTZ,
    "status_token_hash" VARCHAR(64) NOT NULL UNIQUE,
    "idempotency_key" VARCHAR(64) NOT NULL,
    "body_hash" VARCHAR(64) NOT NULL,
    "consultation_id" BIGINT NOT NULL REFERENCES "consultation" ("id") ON DELETE RESTRICT,
    "party_id" BIGINT REFERENCES "consulted_party" ("id") ON DELETE RESTRICT,
    "replaces_id" BIGINT REFERENCES "response" ("id") ON DELETE RESTRICT,
    "respondent_id" BIGINT NOT NULL UNIQUE REFERENCES "respondent" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_response_consult_a30d5f" UNIQUE ("consultation_id", "number"),
    CONSTRAINT "uid_response_consult_8f658d" UNIQUE ("consultation_id", "idempotency_key")
);
CREATE INDEX "idx_response_consult_7915fe" ON "response" ("consultation_id", "received_at");
CREATE TABLE "annex" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "ordinal" INT NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "media_type" VARCHAR(120) NOT NULL,
    "size" INT NOT NULL,
    "file_key" VARCHAR(64) NOT NULL,
    "publicity" VARCHAR(20) NOT NULL,
    "published_at" TIMESTAMPTZ,
    "response_id" BIGINT NOT NULL REFERENCES "response" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_annex_respons_c59e86" UNIQUE ("response_id", "ordinal")
);
CREATE TABLE "role_grant" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "role" VARCHAR(20) NOT NULL,
    "consultation" VARCHAR(120) NOT NULL,
    "committee" VARCHAR(120) NOT NULL,
    "starts_at" TIMESTAMPTZ NOT NULL,
    "ends_at" TIMESTAMPTZ,
    "account_id" BIGINT NOT NULL REFERENCES "account" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_role_grant_account_9e3b92" ON "role_grant" ("account_id");
CREATE TABLE "section_identity" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "key" VARCHAR(60) NOT NULL,
    "document_id" BIGINT NOT NULL REFERENCES "document" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_section_ide_documen_65248b" UNIQUE ("document_id", "key")
);
CREATE TABLE "ownership" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "is_lead" BOOL NOT NULL,
    "committee_id" BIGINT NOT NULL REFERENCES "committee" ("id") ON DELETE RESTRICT,
    "section_id" BIGINT NOT NULL REFERENCES "section_identity" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_ownership_section_611cfc" UNIQUE ("section_id", "committee_id")
);
CREATE INDEX "idx_ownership_committ_cc257c" ON "ownership" ("committee_id");
CREATE TABLE "point" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "number" INT NOT NULL,
    "title" VARCHAR(300) NOT NULL,
    "summary" TEXT NOT NULL,
    "edition" INT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "archived_at" TIMESTAMPTZ,
    "committee_id" BIGINT NOT NULL REFERENCES "committee" ("id") ON DELETE RESTRICT,
    "consultation_id" BIGINT NOT NULL REFERENCES "consultation" ("id") ON DELETE RESTRICT,
    "section_id" BIGINT REFERENCES "section_identity" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_point_consult_a0fc8f" UNIQUE ("consultation_id", "number")
);
CREATE TABLE "disposition" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "outcome" VARCHAR(20) NOT NULL,
    "reason" TEXT NOT NULL,
    "edition" INT NOT NULL,
    "decided_at" TIMESTAMPTZ NOT NULL,
    "decided_by" VARCHAR(60) NOT NULL,
    "committee_id" BIGINT NOT NULL REFERENCES "committee" ("id") ON DELETE RESTRICT,
    "point_id" BIGINT NOT NULL REFERENCES "point" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_disposition_point_i_551489" UNIQUE ("point_id", "committee_id")
);
CREATE TABLE "session" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "token_hash" VARCHAR(64) NOT NULL UNIQUE,
    "created_at" TIMESTAMPTZ NOT NULL,
    "seen_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "ended_at" TIMESTAMPTZ,
    "account_id" BIGINT NOT NULL REFERENCES "account" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_session_account_2a0f19" ON "session" ("account_id");
CREATE TABLE "sign_in_link" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "token_hash" VARCHAR(64) NOT NULL UNIQUE,
    "created_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "reusable" BOOL NOT NULL,
    "used_at" TIMESTAMPTZ,
    "account_id" BIGINT NOT NULL REFERENCES "account" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_sign_in_lin_account_db1b19" ON "sign_in_link" ("account_id");
CREATE TABLE "tally" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "place" VARCHAR(40) NOT NULL,
    "published" INT NOT NULL,
    "consultation_id" BIGINT NOT NULL REFERENCES "consultation" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_tally_consult_8632a2" UNIQUE ("consultation_id", "place")
);
CREATE TABLE "unsent" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "token_hash" VARCHAR(64) NOT NULL UNIQUE,
    "public_id" VARCHAR(32) NOT NULL UNIQUE,
    "language" VARCHAR(10) NOT NULL,
    "content" JSONB NOT NULL,
    "edition" INT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "updated_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "sent_as" VARCHAR(32) NOT NULL,
    "consultation_id" BIGINT NOT NULL REFERENCES "consultation" ("id") ON DELETE RESTRICT
);
CREATE TABLE "unsent_annex" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "name" VARCHAR(255) NOT NULL,
    "media_type" VARCHAR(120) NOT NULL,
    "size" INT NOT NULL,
    "file_key" VARCHAR(64) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "unsent_id" BIGINT NOT NULL REFERENCES "unsent" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_unsent_anne_unsent__645bf7" ON "unsent_annex" ("unsent_id");
CREATE TABLE "version" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "number" INT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "published_at" TIMESTAMPTZ,
    "source_name" VARCHAR(300) NOT NULL,
    "source_file" VARCHAR(64) NOT NULL,
    "document_id" BIGINT NOT NULL REFERENCES "document" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_version_documen_a386e7" UNIQUE ("document_id", "number")
);
CREATE TABLE "lineage" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "edition" INT NOT NULL,
    "approved_by" VARCHAR(60) NOT NULL,
    "approved_at" TIMESTAMPTZ,
    "follows_id" BIGINT NOT NULL REFERENCES "version" ("id") ON DELETE RESTRICT,
    "version_id" BIGINT NOT NULL REFERENCES "version" ("id") ON DELETE RESTRICT
);
CREATE TABLE "preparation" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "draft" TEXT NOT NULL,
    "empty_links" VARCHAR(10) NOT NULL,
    "area_level" INT,
    "edition" INT NOT NULL,
    "version_id" BIGINT NOT NULL REFERENCES "version" ("id") ON DELETE RESTRICT
);
CREATE TABLE "remark" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "ordinal" INT NOT NULL,
    "anchor_type" VARCHAR(20) NOT NULL,
    "quote" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "proposed_text" TEXT NOT NULL,
    "stance" VARCHAR(20) NOT NULL,
    "language" VARCHAR(10) NOT NULL,
    "revision" INT NOT NULL,
    "standing" VARCHAR(20) NOT NULL,
    "publicity" VARCHAR(20) NOT NULL,
    "queued_at" TIMESTAMPTZ,
    "decisions" INT NOT NULL,
    "kept_back_at" TIMESTAMPTZ,
    "public_revision" INT,
    "public_quote" TEXT NOT NULL,
    "public_text" TEXT NOT NULL,
    "public_proposed_text" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ,
    "consultation_id" BIGINT NOT NULL REFERENCES "consultation" ("id") ON DELETE RESTRICT,
    "paragraph_id" BIGINT REFERENCES "paragraph_identity" ("id") ON DELETE RESTRICT,
    "response_id" BIGINT NOT NULL REFERENCES "response" ("id") ON DELETE RESTRICT,
    "section_id" BIGINT REFERENCES "section_identity" ("id") ON DELETE RESTRICT,
    "version_id" BIGINT NOT NULL REFERENCES "version" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_remark_respons_3050ef" UNIQUE ("response_id", "ordinal")
);
CREATE INDEX "idx_remark_version_c758da" ON "remark" ("version_id");
CREATE INDEX "idx_remark_consult_440ae9" ON "remark" ("consultation_id", "queued_at");
CREATE INDEX "idx_remark_consult_b8e514" ON "remark" ("consultation_id", "published_at");
CREATE INDEX "idx_remark_consult_bd48e1" ON "remark" ("consultation_id", "publicity", "standing");
CREATE INDEX "idx_remark_section_fab502" ON "remark" ("section_id", "publicity");
CREATE INDEX "idx_remark_paragra_38e53d" ON "remark" ("paragraph_id", "publicity");
CREATE TABLE "decision" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "number" INT NOT NULL,
    "revision" INT NOT NULL,
    "kind" VARCHAR(20) NOT NULL,
    "note" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ NOT NULL,
    "decided_by_id" BIGINT NOT NULL REFERENCES "account" ("id") ON DELETE RESTRICT,
    "reason_id" BIGINT REFERENCES "moderation_reason" ("id") ON DELETE RESTRICT,
    "remark_id" BIGINT NOT NULL REFERENCES "remark" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_decision_remark__ae054e" UNIQUE ("remark_id", "number")
);
CREATE INDEX "idx_decision_decided_96b956" ON "decision" ("decided_by_id");
CREATE TABLE "point_remark" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "quote" TEXT NOT NULL,
    "point_id" BIGINT NOT NULL REFERENCES "point" ("id") ON DELETE RESTRICT,
    "remark_id" BIGINT NOT NULL REFERENCES "remark" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_point_remar_point_i_236e56" UNIQUE ("point_id", "remark_id")
);
CREATE INDEX "idx_point_remar_remark__58269e" ON "point_remark" ("remark_id");
CREATE TABLE "redaction" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "field" VARCHAR(20) NOT NULL,
    "start" INT NOT NULL,
    "end" INT NOT NULL,
    "decision_id" BIGINT NOT NULL REFERENCES "decision" ("id") ON DELETE RESTRICT,
    "reason_id" BIGINT NOT NULL REFERENCES "moderation_reason" ("id") ON DELETE RESTRICT
);
CREATE TABLE "revision" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "number" INT NOT NULL,
    "text" TEXT NOT NULL,
    "proposed_text" TEXT NOT NULL,
    "written_at" TIMESTAMPTZ NOT NULL,
    "screened_at" TIMESTAMPTZ,
    "remark_id" BIGINT NOT NULL REFERENCES "remark" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_revision_remark__e0f177" UNIQUE ("remark_id", "number")
);
CREATE TABLE "finding" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "field" VARCHAR(20) NOT NULL,
    "rule" VARCHAR(40) NOT NULL,
    "start" INT NOT NULL,
    "end" INT NOT NULL,
    "confidence" VARCHAR(10) NOT NULL,
    "revision_id" BIGINT NOT NULL REFERENCES "revision" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_finding_revisio_7b8c84" ON "finding" ("revision_id");
CREATE TABLE "section" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "key" VARCHAR(60) NOT NULL,
    "area" VARCHAR(60) NOT NULL,
    "path" VARCHAR(60) NOT NULL,
    "number" VARCHAR(20) NOT NULL,
    "title" VARCHAR(500) NOT NULL,
    "level" INT NOT NULL,
    "position" INT NOT NULL,
    "change" VARCHAR(10) NOT NULL,
    "identity_id" BIGINT NOT NULL REFERENCES "section_identity" ("id") ON DELETE RESTRICT,
    "parent_id" BIGINT REFERENCES "section" ("id") ON DELETE RESTRICT,
    "version_id" BIGINT NOT NULL REFERENCES "version" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_section_version_fb214d" UNIQUE ("version_id", "key"),
    CONSTRAINT "uid_section_version_fbae9b" UNIQUE ("version_id", "position")
);
CREATE INDEX "idx_section_identit_bcd9c6" ON "section" ("identity_id");
CREATE INDEX "idx_section_parent__209234" ON "section" ("parent_id");
CREATE INDEX "idx_section_version_c27434" ON "section" ("version_id", "area");
CREATE TABLE "paragraph" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "number" VARCHAR(20) NOT NULL,
    "position" INT NOT NULL,
    "kind" VARCHAR(20) NOT NULL,
    "level" INT NOT NULL,
    "marker" VARCHAR(20) NOT NULL,
    "text" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "runs" JSONB NOT NULL,
    "html" TEXT NOT NULL,
    "changes_html" TEXT NOT NULL,
    "has_changes" BOOL NOT NULL,
    "identity_id" BIGINT NOT NULL REFERENCES "paragraph_identity" ("id") ON DELETE RESTRICT,
    "section_id" BIGINT NOT NULL REFERENCES "section" ("id") ON DELETE RESTRICT,
    "version_id" BIGINT NOT NULL REFERENCES "version" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_paragraph_version_562697" UNIQUE ("version_id", "position"),
    CONSTRAINT "uid_paragraph_version_7d71cc" UNIQUE ("version_id", "identity_id")
);
CREATE INDEX "idx_paragraph_identit_63fd73" ON "paragraph" ("identity_id");
CREATE INDEX "idx_paragraph_section_ac4afc" ON "paragraph" ("section_id");
CREATE TABLE "lineage_link" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "kind" VARCHAR(10) NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "made_by" VARCHAR(60) NOT NULL,
    "lineage_id" BIGINT NOT NULL REFERENCES "lineage" ("id") ON DELETE RESTRICT,
    "new_id" BIGINT NOT NULL REFERENCES "paragraph" ("id") ON DELETE RESTRICT,
    "old_id" BIGINT NOT NULL REFERENCES "paragraph_identity" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_lineage_lin_lineage_fa2fff" UNIQUE ("lineage_id", "old_id", "new_id")
);
CREATE INDEX "idx_lineage_lin_new_id_a6a1b3" ON "lineage_link" ("new_id");
CREATE INDEX "idx_lineage_lin_old_id_7bc859" ON "lineage_link" ("old_id");
CREATE TABLE "lineage_unlinked" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "made_by" VARCHAR(60) NOT NULL,
    "lineage_id" BIGINT NOT NULL REFERENCES "lineage" ("id") ON DELETE RESTRICT,
    "new_id" BIGINT REFERENCES "paragraph" ("id") ON DELETE RESTRICT,
    "old_id" BIGINT REFERENCES "paragraph_identity" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx_lineage_unl_lineage_ba3bd5" ON "lineage_unlinked" ("lineage_id");
CREATE INDEX "idx_lineage_unl_new_id_ae0dae" ON "lineage_unlinked" ("new_id");
CREATE INDEX "idx_lineage_unl_old_id_9f8142" ON "lineage_unlinked" ("old_id");
ALTER TABLE "version" ADD COLUMN "note" TEXT NOT NULL DEFAULT '';
ALTER TABLE "version" ADD COLUMN "title" VARCHAR(300) NOT NULL DEFAULT '';
CREATE TABLE "plain_summary" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "language" VARCHAR(12) NOT NULL,
    "words" TEXT NOT NULL,
    "digest" VARCHAR(40) NOT NULL,
    "made" VARCHAR(20) NOT NULL,
    "edition" INT NOT NULL,
    "changed_at" TIMESTAMPTZ NOT NULL,
    "changed_by" VARCHAR(60) NOT NULL,
    "section_id" BIGINT NOT NULL REFERENCES "section_identity" ("id") ON DELETE RESTRICT,
    "version_id" BIGINT NOT NULL REFERENCES "version" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_plain_summa_section_3c7323" UNIQUE ("section_id", "language", "version_id")
);
CREATE TABLE "translation" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "language" VARCHAR(12) NOT NULL,
    "digest" VARCHAR(40) NOT NULL,
    "source" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "made" VARCHAR(20) NOT NULL,
    "edition" INT NOT NULL,
    "changed_at" TIMESTAMPTZ NOT NULL,
    "changed_by" VARCHAR(60) NOT NULL,
    "document_id" BIGINT NOT NULL REFERENCES "document" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_translation_documen_03af78" UNIQUE ("document_id", "language", "digest")
);
ALTER TABLE "consultation" ADD COLUMN "summarised_in" VARCHAR(200) NOT NULL DEFAULT '';
ALTER TABLE "consultation" ADD COLUMN "translated_into" VARCHAR(200) NOT NULL DEFAULT '';
ALTER TABLE "paragraph" ADD COLUMN "description" TEXT;
ALTER TABLE "paragraph" ADD COLUMN "picture" VARCHAR(64) NOT NULL DEFAULT '';
CREATE TABLE "version_pdf" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "file" VARCHAR(64) NOT NULL,
    "size" INT NOT NULL,
    "attempts" INT NOT NULL,
    "tried_at" TIMESTAMPTZ NOT NULL,
    "version_id" BIGINT NOT NULL UNIQUE REFERENCES "version" ("id") ON DELETE RESTRICT
);
ALTER TABLE "remark" ADD COLUMN "quote_language" VARCHAR(12) NOT NULL DEFAULT '';
CREATE TABLE "judgement" (
    "id" BIGSERIAL NOT NULL PRIMARY KEY,
    "key" VARCHAR(80) NOT NULL,
    "version_id" BIGINT NOT NULL REFERENCES "version" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_judgement_version_bf0d6b" UNIQUE ("version_id", "key")
);
ALTER TABLE "version" ADD COLUMN "note_corrected_at" TIMESTAMPTZ;
