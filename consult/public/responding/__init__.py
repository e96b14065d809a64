"""Responding to a consultation: comments, formal responses, receipts, corrections. The handlers are in pages/."""
