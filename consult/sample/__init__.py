"""A made-up consultation to look at and to load-test with: draft, frame, responses, points.

Plain dataclasses and text. Nothing of ours is imported, except by the loader that the `demo`
command calls to turn what is here into rows.
"""
