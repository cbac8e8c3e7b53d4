"""The way from the front page to what came of a comment, whoever walks it and in what language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browser import Visit
from tests.journeys.people import CONSULTATION, choose, press, tab_to, tick

MOST_QUESTIONS = 15
SIGNATORY = {"name": "Ann Example", "address": "1 Invented Row", "postcode": "B9 5QT"}


class Mouse:
    """Somebody who clicks, or taps on a phone."""

    def choose(self, page: Page, name: str, value: str) -> None:
        """Choose one of a group, or tick a box."""
        tick(page, name, value)

    def write(self, where: Locator, text: str) -> None:
        """Write into a field."""
        where.fill(text)

    def press(self, page: Page, wanted: Locator) -> None:
        """Press a button or follow a link."""
        wanted.click()


class Keys(Mouse):
    """Somebody who uses nothing but the keyboard."""

    def choose(self, page: Page, name: str, value: str) -> None:
        """Walk to a group, and along it with the arrow keys; tick a box with Space."""
        wanted = page.locator(f"input[name={name}][value={value}]")
        if wanted.get_attribute("type") == "radio":
            choose(page, name, value)
        else:
            tab_to(page, wanted)
            page.keyboard.press("Space")

    def write(self, where: Locator, text: str) -> None:
        """Walk to a field and type."""
        tab_to(where.page, where)
        where.page.keyboard.type(text)

    def press(self, page: Page, wanted: Locator) -> None:
        """Walk to a button or a link and press Enter."""
        press(page, wanted)


@dataclass
class Walk:
    """One person on the way, who looks at every page with care.

    Args:
        said: what they write.
        way: how they say where, the field for it, and what they type there.
    """

    visit: Visit
    hands: Mouse
    said: str
    way: tuple[str, str, str] = ("words", "place_words", "by the side gate")
    seen: list[str] = field(default_factory=list)

    @property
    def page(self) -> Page:
        """The page that is open."""
        return self.visit.page

    def begin(self) -> None:
        """Find the consultation on the front page and start."""
        self.visit.go("/")
        self.look()
        self.press(f"main a[href='{CONSULTATION}']")
        self.look()
        self.press("main a[href$='/give-your-view']")

    def give(self) -> None:
        """Answer every question that comes, whichever they are, until it is sent."""
        for _ in range(MOST_QUESTIONS):
            self.look()
            if self.step == "sent":
                return
            self.answer()
            self.go_on()
        raise AssertionError(f"more questions than {MOST_QUESTIONS}: {self.seen}")

    def answer(self) -> None:
        """Answer the question that is open."""
        known: dict[str, Callable[[], None]] = {
            "view": lambda: self.hands.choose(self.page, "view", "support_with_changes"),
            "about": lambda: self.hands.choose(self.page, "about", "place"),
            "place": self.say_where,
            "topics": lambda: self.hands.choose(self.page, "topics", "light"),
            "comment": lambda: self.hands.write(self.page.locator("#text"), self.said),
            "details": self.sign,
            "check": self.take_out,
        }
        known.get(self.step, lambda: None)()

    def say_where(self) -> None:
        """Say where in the way that this person likes."""
        way, name, typed = self.way
        self.hands.choose(self.page, "place_way", way)
        self.hands.write(self.page.locator(f"input[name={name}]"), typed)
        self.look()

    def sign(self) -> None:
        """Fill in name and address where the formal lane asks for them."""
        for name, typed in SIGNATORY.items():
            asked = self.page.locator(f"#answer [name={name}]")
            if asked.count():
                self.hands.write(asked, typed)

    def take_out(self) -> None:
        """Take out what may be personal, if anything was found."""
        if self.page.locator("button[name=out]").count():
            self.press("button[name=out]")
            expect(self.page.locator("#found button[name=out]")).to_have_count(0)
            self.look()

    def go_on(self) -> None:
        """Press the one button that leads on, and wait until the next question is there."""
        self.press("#send .app-go button, #answer .app-go button, button[name=act][value=go], "
                   "main form:not([data-behaviour]) .app-go button")  # fmt: skip

    def follow(self) -> None:
        """Take the code to another browser window and read what came of it."""
        code = self.page.locator(".app-code").inner_text()
        self.page.context.clear_cookies(name="session")
        self.visit.go("/follow")
        self.look()
        self.hands.write(self.page.locator("input[name=code]"), code)
        self.press("main form button[type=submit]")
        first = self.said.partition(".")[0]
        expect(self.page.locator("main .app-card")).to_contain_text(first)
        self.look()

    def look(self) -> None:
        """Find no barrier, no sideways scroll and no error on the page."""
        self.seen.append(self.step)
        self.visit.check()

    def press(self, wanted: str) -> None:
        """Press what comes first of what is *wanted*, and wait for the page that it leads to."""
        with self.page.expect_navigation():
            self.hands.press(self.page, self.page.locator(wanted).first)

    @property
    def step(self) -> str:
        """The last part of the address."""
        return urlsplit(self.page.url).path.rsplit("/", 1)[-1]
