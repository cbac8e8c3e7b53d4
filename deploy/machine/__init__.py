"""What stands on one machine: settings, units, front door and stores, made from one plan."""
