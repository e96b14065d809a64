"""The editor's desk: the screens that prepare a consultation, publish its text and announce it."""
