"""``flask consultation …``."""
