"""Applications, consultations, comments and the feedback loop."""
