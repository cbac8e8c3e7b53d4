"""Challenges from brief to procurement handover."""
