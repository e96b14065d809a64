"""What a serving process does about its own memory."""

from __future__ import annotations

import gc

from consult.commands.served import collect_seldom


def test_what_is_loaded_is_not_looked_through_again_and_again() -> None:
    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    try:
        collect_seldom()
        assert gc.get_freeze_count() > frozen + 10_000
        assert gc.get_threshold()[0] > before[0]
        assert gc.isenabled()
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
