"""Question forms that officers build: typed questions, conditions, frozen versions, answers."""
