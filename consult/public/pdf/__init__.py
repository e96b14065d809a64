"""The draft as a tagged PDF with the numbers that people cite. Rendered by the worker, once for each published version."""
