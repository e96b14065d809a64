"""Memo editions: frozen copies of the answers, and publishing them. Public pages read from these alone."""
