"""Filling an installation with the sample: frame, responses, answers and one account a role."""
