"""The draft as a tagged PDF, with the numbers people cite. Made by the worker, once for each published version."""
