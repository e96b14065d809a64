"""How fast it is, measured as ratios within one run. Nothing here is part of the test suite."""
