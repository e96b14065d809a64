"""Schema migrations, in order. SQL that no model can express lives here too.

One that has landed is never changed and imports nothing of ours: installations have run it, and the code moves on.
``tests/migrations`` holds that. On SQLite nothing may rebuild a table (AlterField, RemoveField): rename columns and
tables, add columns, and fill them with SQL that both engines understand.
"""
