"""Visitors who look at the same page again and again."""

from __future__ import annotations

from http.client import HTTPException

from tests.torture.posting import Client

OK = 200
NOTICE = b"You see this page as it was"


class Visitor(Client):
    """Looks and never posts; ``as_it_was`` counts the times it saw an old page."""

    as_it_was = 0

    def get_through(self, text: str) -> None:
        """Look once."""
        connection = self.connection()
        try:
            connection.request("GET", self.path)
            answer = connection.getresponse()
            page = answer.read()
        except (HTTPException, OSError):
            self.silent += 1
            return
        finally:
            connection.close()
        if self.has_to_wait(answer):
            return
        self.as_it_was += NOTICE in page
        self.acknowledged[text] = ""
        if answer.status != OK:
            self.wrong.append(f"{answer.status} {self.path}")
