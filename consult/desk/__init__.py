"""The editor's desk: the screens that prepare a consultation, launch it, and publish further versions of its text."""
