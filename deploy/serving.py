"""How gunicorn serves pages and sockets behind nginx; the units say how many, and where.

Greenlets, so that a slow database or a thousand open sockets hold up nobody; psycopg and redis wait
through them. Never with gevent-websocket installed: its worker refuses every websocket.
"""

from __future__ import annotations

worker_class = "gevent"

# A socket is a connection for as long as its page is open; who comes beyond these waits unanswered.
worker_connections = 4000
timeout = 60
graceful_timeout = 30

# Longer than nginx keeps a connection to us, or it would send into one that we are closing.
keepalive = 30

# Where the socket lies, a folder says who may reach it.
umask = 0o007
worker_tmp_dir = "/dev/shm"  # noqa: S108  a heartbeat that never waits for a disk
control_socket_disable = True

# nginx writes the log of requests, without addresses.
accesslog = None
errorlog = "-"
limit_request_line = 8190
limit_request_fields = 64
