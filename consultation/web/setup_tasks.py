"""The task list of a consultation: what is in each task, how far it is, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import format_date, lazy_gettext, ngettext
from flask_babel import gettext as _

from consultation.queries.consultations import ConsultationPage
from consultation.queries.plans import PlanRow
from consultation.rules.plans import NEEDED, PlanFacts, Task, TaskState, task_states, unfinished
from consultation.rules.reading_age import GOOD_AGE, reading_age
from consultation.web.cards import last_day
from foundation.base.clock import london_day
from foundation.base.working_days import bank_holidays_between

TASKS = {
    Task.WORDS: (lazy_gettext("What and why"), "setup.words"),
    Task.STAGES: (lazy_gettext("Who decides, and when"), "setup.stages"),
    Task.DOCUMENTS: (lazy_gettext("Pictures and documents"), "setup.documents"),
    Task.AREA: (lazy_gettext("Area on the map"), "setup.area"),
    Task.AUDIENCES: (lazy_gettext("Who you want to hear from"), "setup.audiences"),
    Task.DATES: (lazy_gettext("Dates"), "setup.dates"),
    Task.QUESTIONS: (lazy_gettext("Questions"), "setup.questions"),
    Task.PUBLICATION: (lazy_gettext("When comments can be read"), "setup.publication"),
    Task.ABOUT_PEOPLE: (lazy_gettext("Questions about people"), "setup.about_people"),
    Task.EASY_READ: (lazy_gettext("Easy read"), "setup.easy_read"),
    Task.APPLICANTS: (lazy_gettext("Who answers for the applicant"), "setup.applicants"),
    Task.EQUALITY: (lazy_gettext("Equality note"), "setup.equality"),
    Task.TRY: (lazy_gettext("Try it as a resident"), "setup.preview"),
    Task.ACCESSIBILITY: (lazy_gettext("Accessibility check"), "setup.accessibility"),
}

GROUPS = (
    (lazy_gettext("What it is about"), (Task.WORDS, Task.STAGES, Task.DOCUMENTS)),
    (lazy_gettext("Who and where"), (Task.AREA, Task.AUDIENCES, Task.DATES, Task.APPLICANTS)),
    (
        lazy_gettext("What you ask"),
        (Task.QUESTIONS, Task.PUBLICATION, Task.ABOUT_PEOPLE, Task.EASY_READ),
    ),
    (lazy_gettext("Before it goes live"), (Task.EQUALITY, Task.TRY, Task.ACCESSIBILITY)),
)


@dataclass(frozen=True, slots=True)
class ShownTask:
    """One line of the list; ``state`` is a value of ``TaskState``."""

    title: str
    url: str
    hint: str
    state: TaskState
    wrong: int = 0


def task_groups(
    page: ConsultationPage, facts: PlanFacts, plan: PlanRow
) -> list[tuple[str, list[ShownTask]]]:
    """Return the groups in order, each with its tasks."""
    states, hints = task_states(facts), _hints(page, facts, plan)
    return [
        (
            str(name),
            [
                ShownTask(
                    str(TASKS[task][0]),
                    url_for(TASKS[task][1], slug=page.slug),
                    hints.get(task, ""),
                    states[task],
                    facts.undescribed if task is Task.DOCUMENTS else 0,
                )
                for task in tasks
            ],
        )
        for name, tasks in GROUPS
    ]


def progress(page: ConsultationPage, facts: PlanFacts) -> dict[str, Any]:
    """Return how many of the needed tasks are done, and which comes next."""
    left = unfinished(facts)
    needed = len(NEEDED) + facts.takes.has_questions + bool(facts.undescribed)
    title, where = TASKS[left[0]] if left else (None, None)
    return {
        "done": needed - len(left),
        "needed": needed,
        "left": len(left),
        "next": {"title": title, "url": url_for(where, slug=page.slug)} if where else None,
    }


def _hints(page: ConsultationPage, facts: PlanFacts, plan: PlanRow) -> dict[Task, str]:
    last_stage = page.stages[-1] if page.stages else None
    return {
        Task.WORDS: age_words(page.summary),
        Task.STAGES: ", ".join(
            filter(
                None,
                [
                    page.decides or "",
                    format_date(last_stage.expected_on, "d MMMM y")
                    if last_stage and last_stage.expected_on
                    else _("No day yet"),
                ],
            )
        ),
        Task.DOCUMENTS: ngettext(
            "%(num)s picture has no description.",
            "%(num)s pictures have no description.",
            facts.undescribed,
        )
        if facts.undescribed
        else ngettext("%(num)s document", "%(num)s documents", facts.documents),
        Task.AREA: page.place_name or page.address or "",
        Task.AUDIENCES: ", ".join(plan.audiences.splitlines()),
        Task.DATES: period_words(page),
        Task.QUESTIONS: ngettext("%(num)s question", "%(num)s questions", facts.questions)
        if facts.takes.has_questions
        else _("None, comments only"),
    }


def age_words(text: str) -> str:
    """Say how old somebody has to be to read *text*; nothing where it is too short to tell."""
    age = reading_age(text)
    if age is None:
        return ""
    if age <= GOOD_AGE:
        return str(_("Reading age %(age)s. Good.", age=age))
    return str(_("Reading age %(age)s. Make it shorter and plainer.", age=age))


def period_words(page: ConsultationPage) -> str:
    """Say from when to when, how many days that is, and which bank holidays are in it."""
    last = last_day(page.closes_at)
    if not page.opens_at or not last:
        return str(_("It needs a first and a last day."))
    first = london_day(page.opens_at)
    holidays = bank_holidays_between(first, last)
    return " ".join(
        [
            _(
                "%(first)s to %(last)s.",
                first=format_date(first, "d MMMM"),
                last=format_date(last, "d MMMM y"),
            ),
            ngettext("%(num)s day.", "%(num)s days.", (last - first).days + 1),
            ngettext("%(num)s bank holiday.", "%(num)s bank holidays.", len(holidays))
            if holidays
            else _("No bank holidays."),
        ]
    )
