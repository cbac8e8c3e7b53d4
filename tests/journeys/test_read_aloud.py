"""A page reads itself aloud where the browser has a voice for it, and stops when asked."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.databases import KINDS
from tests.journeys.people import CONSULTATION
from tests.journeys.server import Service

pytestmark = pytest.mark.parametrize("service", KINDS[:1], indirect=True, scope="session")

A_VOICE = """
    window.spoken = [];
    const speech = {
        getVoices: () => [{lang: "LANGUAGE", name: "A voice"}],
        speak(piece) {
            document.documentElement.dataset.spoken = spoken.push(piece.text);
            if (spoken.length < 5) setTimeout(piece.onend);
        },
        cancel() {}, addEventListener() {},
    };
    Object.defineProperty(window, "speechSynthesis", {value: speech});
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


def test_it_reads_and_stops_by_keyboard(service: Service, browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.add_init_script(A_VOICE.replace("LANGUAGE", "en-GB"))
        page.goto(service.url + CONSULTATION)
        page.get_by_role("button", name="Listen to this page").press("Enter")
        expect(page.locator("html")).to_have_attribute("data-spoken", "5")
        assert page.evaluate("spoken[0]") == page.locator("h1").inner_text()
        page.keyboard.press("Escape")
        expect(page.get_by_role("button", name="Listen to this page")).to_be_visible()


def test_without_a_voice_for_the_language_there_is_no_button(
    service: Service, browser: Browser
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.add_init_script(A_VOICE.replace("LANGUAGE", "fi-FI"))
        page.goto(service.url + CONSULTATION)
        expect(page.get_by_role("button", name="Listen to this page")).to_have_count(0)
