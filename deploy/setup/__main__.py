"""Make this clone ready: ``python3 -m deploy.setup run|test|stand-up``; the Makefile calls it."""

from __future__ import annotations

import os
import sys

from deploy.setup import catalogues, environment, front_end, system, vendor
from deploy.setup.steps import CannotSetUp


def main(purpose: str) -> int:
    """Do every step that is not done yet; return the exit code."""
    database = os.environ.get("DATABASE_URL", "")
    try:
        environment.require_python()
        wanted = system.needs(purpose, database, nobody_watches="CI" in os.environ)
        system.provide(wanted, is_root=os.geteuid() == 0)
        environment.build(environment.lock_for(purpose, os.environ))
        if system.SPATIALITE in wanted:
            environment.require_spatialite()
        front_end.fetch()
        vendor.copy()
        catalogues.compile_all()
    except CannotSetUp as why:
        sys.stderr.write(f"\nCannot set up.\n{why}\n")
        return 1
    return 0


if __name__ == "__main__":
    if sys.argv[1:] not in (["run"], ["test"], ["stand-up"]):
        sys.exit("usage: python3 -m deploy.setup run|test|stand-up")
    sys.exit(main(sys.argv[1]))
