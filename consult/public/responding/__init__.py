"""Answering a consultation: comments, formal responses, receipts, corrections. Its handlers stand in pages/."""
