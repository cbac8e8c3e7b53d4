"""What a deployment promises, tried on one that stands."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from http import HTTPStatus
from http.client import HTTPConnection
from uuid import uuid4

import psycopg

from deploy.machine.plan import Machine
from deploy.setup.steps import CannotSetUp, say
from deploy.standing import service
from deploy.standing.place import Place
from deploy.standing.signed_in import SignedIn
from deploy.standing.traffic import Traffic, post
from deploy.standing.watcher import Watcher

SLUG = "lantern-row"
BROWSERS = [f"browser {number}" for number in range(12)]
HEARD_WITHIN = 60.0
CUT_WITHIN = 30.0
ENOUGH = 40
SHORTLY = 0.3
"""A part of a second in which four requests find room."""
KILLS = 3
COUNTED = "SELECT id FROM consultation WHERE slug = %s"


def prove(condition: object, promise: str) -> None:
    """Say that a promise holds.

    Raises:
        CannotSetUp: it does not.
    """
    if not condition:
        raise CannotSetUp(f"Not so: {promise}")
    say(f"  holds: {promise}")


def front_door(machine: Machine) -> None:
    """The door answers for files itself, for no unknown name, and believes nobody's headers."""
    status, headers, _ = _asked(machine, "/static/css/base.css", {})
    by_nginx = headers.get("server") == "nginx" and "content-security-policy" not in headers
    prove(status == HTTPStatus.OK and by_nginx, "nginx itself hands out static files")
    evil = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    status, headers, page = _asked(machine, f"/consultations/{SLUG}", evil)
    prove(
        status == HTTPStatus.OK and b"evil.example" not in page, "X-Forwarded-Host changes nothing"
    )
    try:
        _asked(machine, "/", {"Host": "evil.example"})
    except OSError:
        prove(True, "an unknown host name gets no answer")  # noqa: FBT003  it just did
    else:
        prove(False, "an unknown host name gets no answer")  # noqa: FBT003
    figures = _asked(machine, "/metrics", {})[0]
    prove(figures == HTTPStatus.NOT_FOUND, "figures of the service are not for the world")
    large = {"X-Large": "x" * 9000}
    prove(
        _asked(machine, "/", large)[0] == HTTPStatus.BAD_REQUEST, "headers beyond 8 kB are refused"
    )


def kept_pages(machine: Machine) -> None:
    """A crowd without cookies is answered by the door, and never with what is seconds old."""
    page, someone = f"/consultations/{SLUG}", {"Cookie": "heard=somebody"}
    while time.time() % 1 > SHORTLY:
        time.sleep(SHORTLY / 10)
    for headers in ({}, {}, someone, {"Authorization": "Bearer none"}):
        _asked(machine, page, headers)
    log = (machine.logs / "heard-back.log").read_text().splitlines()
    ways = [line.split()[-2] for line in log if f"GET {page} " in line][-4:]
    prove(ways[1:] == ["HIT", "BYPASS", "BYPASS"], f"who comes without a cookie is served: {ways}")
    ref = post(machine.public_url, SLUG, "Is it there in a moment?", str(uuid4()))
    time.sleep(2.1)
    prove(
        ref.encode() in _asked(machine, page, {})[2], "two seconds later a page shows what was said"
    )


def stores(machine: Machine) -> str:
    """The login that serves pages sees no council's rows unasked; return a consultation's id."""
    with psycopg.connect(_dsn(machine, "web")) as web:
        prove(web.execute(COUNTED, [SLUG]).fetchall() == [], "the web login sees nothing unasked")
        owner = "SELECT rolbypassrls OR rolsuper FROM pg_roles WHERE rolname = current_user"
        prove(web.execute(owner).fetchone() == (False,), "the web login cannot pass row security")
    with psycopg.connect(_dsn(machine, "jobs")) as jobs:
        found = jobs.execute(COUNTED, [SLUG]).fetchone()
    prove(found, "the jobs login sees every council")
    return str(found[0] if found else "")


def hints(place: Place, machine: Machine, consultation_id: str) -> None:
    """Everybody hears of a comment, whichever socket server they are with, and after one died."""
    url, room = machine.public_url, f"consultation:{consultation_id}"
    with ExitStack() as pages:
        watchers = _open(pages, url)
        _all_hear(machine, watchers, room, "everybody hears of a comment")
        service.kill_group(place, "heard-back-sockets@1")
        cut = [watcher for watcher in watchers if watcher.is_cut(within=2.0)]
        prove(0 < len(cut) < len(watchers), f"one server had {len(cut)} of {len(watchers)} sockets")
    with ExitStack() as pages:
        again = _open(pages, url)
        _all_hear(machine, again, room, "with one socket server gone everybody connects and hears")
    service.start_sockets(place, machine, 1)


def pages(place: Place, machine: Machine) -> None:
    """A web worker is killed under load; its place is taken, and nobody loses a comment."""
    gunicorn = place.running["heard-back-web"].pid
    with Traffic(machine.public_url, SLUG) as traffic:
        place.wait("Traffic", lambda: traffic.answered > ENOUGH)
        for kill in range(KILLS):
            before = service.children_of(gunicorn)
            os.kill(before[kill % len(before)], signal.SIGKILL)
            took = place.wait("A new worker", lambda old=before: _replaced(gunicorn, old))  # type: ignore[misc]  # bound now
            say(f"  a killed web worker was replaced within {took:.1f} s")
            done = traffic.answered
            place.wait("Traffic", lambda done=done: traffic.answered > done + ENOUGH)  # type: ignore[misc]
    say(f"  {traffic.answered} requests, {len(traffic.failures)} failed: {traffic.failures[:5]}")
    prove(len(traffic.failures) <= KILLS * traffic.readers, "only requests under way were lost")
    with psycopg.connect(_dsn(machine, "jobs")) as login:
        rows = login.execute("SELECT count(*) FROM comment WHERE ref = ANY(%s)", [traffic.posted])
        kept = rows.fetchone()
    lost = len(traffic.posted) - (kept[0] if kept else 0)
    prove(lost == 0, f"{len(traffic.posted)} comments acknowledged, {lost} lost")


def sign_out(machine: Machine) -> None:
    """Whose sign-in ends loses every socket, whichever server has it."""
    with ExitStack() as pages, SignedIn(machine.public_url, "planner") as planner:
        cookie = planner.cookie()
        theirs = _open(pages, machine.public_url, cookie)
        planner.sign_out()
        cut = sum(watcher.is_cut(within=CUT_WITHIN) for watcher in theirs)
        prove(cut == len(theirs), f"a sign-out closes {cut} of {len(theirs)} sockets")


def jobs(place: Place, machine: Machine, consultation_id: str) -> None:
    """A worker of jobs is killed; the other goes on with its work."""
    service.kill_group(place, "heard-back-worker@1")
    with Watcher(machine.public_url, "browser") as watcher:
        _all_hear(machine, [watcher], f"consultation:{consultation_id}", "one job worker is enough")
    service.start_worker(place, machine, 1)


def copies(place: Place, machine: Machine) -> None:
    """The nightly copy brings back what was there, and the logins see as much as before."""
    before = _comments(machine)
    copy = service.back_up(place, machine)
    post(machine.public_url, SLUG, "After the copy.", str(uuid4()))
    service.restore(place, machine, copy)
    place.wait("The service", lambda: service.is_well(machine.public_url))
    prove(_comments(machine) == before, f"the copy brings {before} comments back, and no later one")
    stores(machine)
    service.flask(place, machine, "audit", "verify")
    prove(post(machine.public_url, SLUG, "And on.", str(uuid4())), "the service goes on from there")


def _comments(machine: Machine) -> int:
    with psycopg.connect(_dsn(machine, "jobs")) as login:
        counted = login.execute("SELECT count(*) FROM comment").fetchone()
    return int(counted[0]) if counted else 0


def _open(pages: ExitStack, url: str, cookie: str = "") -> list[Watcher]:
    """Open a socket for each browser, all at once: one that nobody reads is given up in 45 s."""
    with ThreadPoolExecutor(len(BROWSERS)) as openers:
        opened = list(openers.map(lambda browser: Watcher(url, browser, cookie), BROWSERS))
    return [pages.enter_context(watcher) for watcher in opened]


def _all_hear(machine: Machine, watchers: list[Watcher], room: str, promise: str) -> None:
    for watcher in watchers:
        watcher.watch(room)
    ref = post(machine.public_url, SLUG, "Who hears of this?", str(uuid4()))
    with ThreadPoolExecutor(len(watchers)) as listeners:
        heard = list(listeners.map(lambda watcher: _hears_of(watcher, ref), watchers))
    prove(all(heard), f"{promise} ({sum(heard)} of {len(heard)})")


def _hears_of(watcher: Watcher, ref: str) -> bool:
    while (hint := watcher.hears(HEARD_WITHIN)) is not None:
        if hint.get("ref") == ref:
            return True
    return False


def _replaced(gunicorn: int, before: list[int]) -> bool:
    now = service.children_of(gunicorn)
    return len(now) == len(before) and set(now) != set(before)


def _asked(
    machine: Machine, path: str, headers: dict[str, str]
) -> tuple[int, dict[str, str], bytes]:
    door = HTTPConnection("127.0.0.1", int(machine.listen.rpartition(":")[2]), timeout=10)
    try:
        door.request("GET", path, headers=headers)
        answer = door.getresponse()
        said = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, said, answer.read()
    finally:
        door.close()


def _dsn(machine: Machine, login: str) -> str:
    return machine.store(login).replace("+psycopg", "")
