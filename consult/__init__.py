"""Consult: public consultations, from the paragraph a remark was written on to the answer it got."""

__version__ = "0.2.0"
