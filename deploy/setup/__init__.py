"""Makes a fresh clone ready to run or to be tested.

Uses nothing but Python's standard library, because nothing else is there yet.
"""
