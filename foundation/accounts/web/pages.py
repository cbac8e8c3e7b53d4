"""Every page of this feature, for the shell to hang up."""

from __future__ import annotations

from foundation.accounts.web import account, passwords, people, second_factor, settings, sign_in

BLUEPRINTS = (
    account.bp,
    passwords.bp,
    people.bp,
    second_factor.bp,
    settings.bp,
    sign_in.bp,
)
