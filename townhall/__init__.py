"""The front door: the only package that knows every other one."""
