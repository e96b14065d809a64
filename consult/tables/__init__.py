"""Tables as files: CSV, XLSX and JSON, each with what it is. A pure leaf: knows nothing of what is in them."""
