"""Stands a whole deployment up on loopback, proves what it promises, and takes it down."""
