"""Benchmarks, questions and released figures; and, in a store of its own, what people answered."""
