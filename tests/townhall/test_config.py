"""Settings come from the environment alone, and half a configuration does not start."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.conftest import settings_for
from townhall.app import create_app
from townhall.config import HalfConfigured, from_environment

SERVER = "postgresql+psycopg://app@localhost/heard"
REACH = "postgresql+psycopg://reach@localhost/heard"


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"DATABASE_URL": SERVER, "SECRET_KEY": "s"}, "REACH_DATABASE_URL is missing"),
        ({"DATABASE_URL": SERVER, "REACH_DATABASE_URL": REACH}, "SECRET_KEY is missing"),
        ({"REACH_DATABASE_URL": REACH}, "DATABASE_URL is missing"),
        ({"MAIL_URL": "smtp://localhost"}, "PUBLIC_URL is missing"),
        ({"BASEMAP_TILE_URL": "https://tiles.example/{z}"}, "BASEMAP_ATTRIBUTION is missing"),
        ({"BASEMAP_ATTRIBUTION": "Example"}, "BASEMAP_TILE_URL is missing"),
        ({"TRUSTED_PROXIES": "all"}, "TRUSTED_PROXIES is all"),
        (
            {"DATABASE_URL": SERVER, "REACH_DATABASE_URL": SERVER, "SECRET_KEY": "s"},
            "another store",
        ),
    ],
)
def test_half_a_configuration_says_which_half_is_missing(
    given: dict[str, str], missing: str, tmp_path: Path
) -> None:
    with pytest.raises(HalfConfigured, match=missing):
        from_environment({"INSTANCE_PATH": str(tmp_path), **given})


def test_without_any_setting_everything_is_kept_in_the_instance_folder(tmp_path: Path) -> None:
    settings = from_environment({"INSTANCE_PATH": str(tmp_path / "new")})
    assert settings.database_url == f"sqlite:///{tmp_path}/new/heard-back.db"
    assert settings.reach_database_url == f"sqlite:///{tmp_path}/new/reach.db"
    assert settings.is_embedded
    assert not settings.demo


def test_the_secret_is_made_once_and_readable_to_its_owner_alone(tmp_path: Path) -> None:
    env = {"INSTANCE_PATH": str(tmp_path)}
    first, second = from_environment(env), from_environment(env)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 48
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("url", "secure"), [("https://say.example.gov.uk/", True), ("http://127.0.0.1:5000", False)]
)
def test_cookies_are_secure_where_the_public_address_is(
    url: str, secure: bool, tmp_path: Path
) -> None:
    assert from_environment({"INSTANCE_PATH": str(tmp_path), "PUBLIC_URL": url}).is_secure is secure


def test_no_template_is_compiled_twice(tmp_path: Path) -> None:
    """Jinja keeps 400 by itself, and we have more: the least used were compiled at each use."""
    app = create_app(settings_for("spatialite", tmp_path))
    assert isinstance(app.jinja_env.cache, dict)
