"""Requests that no browser and no honest program would send, by the hundred thousand."""
