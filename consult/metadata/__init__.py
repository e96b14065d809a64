"""Metadata: what a file says of who made it, where and with what. Takes it out of a copy that everybody may have.

A pure leaf: bytes in, bytes out, in a limited child process. Knows no database and no request.
"""

from __future__ import annotations

from consult.metadata.annotation import Annotation, AnnotationKind
from consult.metadata.clean_file import CleanFile, NotCleaned
from consult.metadata.process import (
    annotations_in_process,
    clean_in_process,
    without_annotations_in_process,
)

__all__ = [
    "Annotation",
    "AnnotationKind",
    "CleanFile",
    "NotCleaned",
    "annotations_in_process",
    "clean_in_process",
    "without_annotations_in_process",
]
