"""``flask programme``: the commands of this feature."""

from __future__ import annotations

from flask.cli import AppGroup

from programme.cli.audits import audit_extract
from programme.cli.dips import seed_dips
from programme.cli.evaluations import evaluation
from programme.cli.forks import fork, import_file
from programme.cli.handover import handover
from programme.cli.kpi_readings import reading
from programme.cli.kpis import kpis
from programme.cli.ocds import ocds

programme_cli = AppGroup("programme", help="Challenges from brief to procurement handover.")
programme_cli.add_command(seed_dips)
programme_cli.add_command(audit_extract)
programme_cli.add_command(evaluation)
programme_cli.add_command(fork)
programme_cli.add_command(import_file)
programme_cli.add_command(handover)
programme_cli.add_command(kpis)
programme_cli.add_command(reading)
programme_cli.add_command(ocds)
