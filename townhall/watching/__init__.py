"""What can be seen of the service from outside: logs, metrics and a page that says how it is."""
