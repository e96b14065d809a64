"""A database without any table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from consult.settings import Settings, load
from tests.support.databases import Databases, PostgresDatabases, environment, execute


@pytest.fixture
def blank(all_databases: Databases, tmp_path: Path) -> Iterator[Settings]:
    """An installation whose database is empty."""
    if not isinstance(all_databases, PostgresDatabases):
        yield load(environment(f"sqlite://{tmp_path / 'blank.sqlite3'}", tmp_path))
        return
    name = f"blank_{uuid4().hex}"
    execute(f"{all_databases.server}/postgres", f"CREATE DATABASE {name}")
    yield load(environment(f"{all_databases.server}/{name}", tmp_path))
    execute(f"{all_databases.server}/postgres", f"DROP DATABASE {name}")
