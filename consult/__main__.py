"""``python -m consult`` is the same as ``consult``."""

from __future__ import annotations

from consult.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
