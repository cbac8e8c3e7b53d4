"""What may be read of who was heard."""
