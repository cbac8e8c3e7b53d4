"""Authorities, people, sign-in and roles."""
