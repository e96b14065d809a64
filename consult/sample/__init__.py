"""A made-up consultation for demonstrations and load tests: draft, frame, responses, points.

Plain dataclasses and text, which imports nothing of ours. `consult.demo` stores it as rows.
"""
