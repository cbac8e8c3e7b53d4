"""``flask consultation``: what an operator does with applications and consultations."""

from __future__ import annotations

from flask.cli import AppGroup

from consultation.cli.applications import import_application
from consultation.cli.consultations import list_consultations
from consultation.cli.exports import export
from consultation.cli.imports import import_responses

consultation_cli = AppGroup("consultation", help="Planning applications and consultations.")
consultation_cli.add_command(import_application)
consultation_cli.add_command(import_responses)
consultation_cli.add_command(list_consultations)
consultation_cli.add_command(export)
