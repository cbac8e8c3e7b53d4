"""``/api/v1``: consultations and comments for programs."""
