"""The staff process on what came in: queue, decisions, redaction, letters."""
