"""Everything anyone may see. Its queries are the one gate called published."""
