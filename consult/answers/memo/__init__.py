"""The memo: what was received and what is answered, built from the record, as values, page, Word file and HTML file."""
