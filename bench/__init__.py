"""Timings by hand, `make bench`: none of them is a test, for a busy machine would fail it."""
