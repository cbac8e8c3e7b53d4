"""How a council answers, in a few plain sentences."""

from __future__ import annotations

from flask_babel import ngettext

from consultation.queries.loop import LoopFigures
from consultation.rules.comments import Kind
from consultation.rules.loop import LoopCount, Part
from foundation.web.words import number

ALL = (Part.ALL, "")
SAID = (Part.ALL, Part.KIND)
"""Parts that the sentences are about."""

QUESTIONS = (Part.KIND, Kind.QUESTION.value)


def loop_sentences(figures: LoopFigures | None) -> list[str]:
    """Say how many questions are answered, how many fates are known, and what is late."""
    if figures is None:
        return []
    whole, asked = figures.slices[ALL], figures.slices.get(QUESTIONS)
    said = [_questions(asked)] if asked else []
    if whole.comments:
        said.append(_ended(whole))
    if whole.overdue:
        said.append(
            ngettext(
                "%(n)s comment waits longer than we promised.",
                "%(n)s comments wait longer than we promised.",
                whole.overdue,
                n=number(whole.overdue),
            )
        )
    return said


def _questions(asked: LoopCount) -> str:
    share = {"answered": number(asked.answered), "all": number(asked.comments)}
    if asked.answer_half is None:
        return str(
            ngettext(
                "%(answered)s of %(all)s question answered.",
                "%(answered)s of %(all)s questions answered.",
                asked.comments,
                **share,
            )
        )
    if asked.answer_half == 0:
        return str(
            ngettext(
                "%(answered)s of %(all)s question answered, half of them on the same day.",
                "%(answered)s of %(all)s questions answered, half of them on the same day.",
                asked.comments,
                **share,
            )
        )
    return str(
        ngettext(
            "%(answered)s of %(all)s question answered, half within %(days)s.",
            "%(answered)s of %(all)s questions answered, half within %(days)s.",
            asked.comments,
            **share,
            days=working_days(asked.answer_half),
        )
    )


def _ended(whole: LoopCount) -> str:
    return str(
        ngettext(
            "What came of it is known for %(ended)s of %(all)s comment.",
            "What came of it is known for %(ended)s of %(all)s comments.",
            whole.comments,
            ended=number(whole.ended),
            all=number(whole.comments),
        )
    )


def working_days(days: int) -> str:
    """Say how many working days it took."""
    return str(ngettext("%(num)s working day", "%(num)s working days", days))
