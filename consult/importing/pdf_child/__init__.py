"""The child process that takes a PDF apart: the file on its input, JSON on its output.

Nothing here judges the text: it says what is drawn where on which page, and what the file says of
itself. Only `pdf.py` starts it, and only it has the untrusted file open.
"""
