"""All that a deployment keeps, in one file, and back from it."""
