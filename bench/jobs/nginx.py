"""nginx with files and nothing else: what the network and the kernel take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from bench.peers import program
from bench.processes import free_port, listens, running

SETTINGS = """
daemon off;
worker_processes auto;
error_log {folder}/error.log;
pid {folder}/pid;
events {{ worker_connections 512; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  types {{ text/html html; text/plain txt; application/json json; }}
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {folder}/files; keepalive_requests 100000; }}
}}
"""


@contextmanager
def nginx(folder: Path, files: Mapping[str, bytes]) -> Iterator[int]:
    """Serve *files* by a worker for each processor; yield the port."""
    port, here = free_port(), Path(mkdtemp(dir=folder))
    (here / "files").mkdir()
    for each in (folder, here, here / "files"):
        each.chmod(0o755)
    for name, content in files.items():
        (here / "files" / name).write_bytes(content)
    settings = here / "nginx.conf"
    settings.write_text(SETTINGS.format(folder=here, port=port))
    command = [program("nginx"), "-c", str(settings), "-p", str(here)]
    with running(command, listens(port), here / "nginx.log"):
        yield port
