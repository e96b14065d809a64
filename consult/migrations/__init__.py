"""Schema migrations, in order. SQL that no model can express lives here too.

One that has landed is never changed: installations have run it. ``tests/test_migrations.py`` holds that.
"""
