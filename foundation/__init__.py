"""The house that every feature stands in."""
