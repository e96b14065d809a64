"""Likeness of texts: near-identical ones as groups, reworded ones as suggestions. A pure leaf: texts in, places out.

Heavy libraries are imported here and nowhere else; only commands and the worker import this package.
"""
