"""``flask geo``: ward maps and postcodes."""

from __future__ import annotations

from flask.cli import AppGroup

from geo.cli.postcodes import load_postcodes_file
from geo.cli.wards import load_wards_file

geo_cli = AppGroup("geo", help="Ward maps and postcodes.")
geo_cli.add_command(load_wards_file)
geo_cli.add_command(load_postcodes_file)
