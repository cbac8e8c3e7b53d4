"""What every feature needs and no framework knows: database, work, events, clock, errors."""
