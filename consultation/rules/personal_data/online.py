"""Where a person is found online: e-mail addresses, handles and profile pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from consultation.rules.personal_data.finds import Find, PersonalDatum, find
from consultation.rules.personal_data.words import words_of

EMAIL = re.compile(
    r"(?<![\w.+-])(?<!\w['\u2019])\w[\w.+'\u2019-]{0,63}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,5}[^\W\d_]{2,12}(?![\w@])"
)
SPELT_OUT = re.compile(
    r"(?<![\w.+-])([\w.+-]{1,64}(?: dot [\w-]{1,30}){0,2})"
    r"(?:\s?[(\[{]\s?at\s?[)\]}]\s?|\s(at)\s)[\w-]{2,60}"
    r"(?:(?:\s?[(\[{]\s?dot\s?[)\]}]\s?|\sdot\s|\.)[a-z]{2,12}){1,3}(?!\w)",
    re.IGNORECASE,
)
NOT_A_LOCAL_PART = words_of("""
    available details documents find found information is it look looking me meet more on online
    page pages plans published read saw see seen site start them up us view website you
""")
PUBLIC_BODY = re.compile(
    r"^(?:planning|info|enquir(?:y|ies)|contact|customer|help|office|admin|consult|feedback"
    r"|complaints|democra|highways|licensing|environment|noreply)[\w.+-]*@.*\.(?:gov|nhs|police)\.uk$",
    re.IGNORECASE,
)
HANDLE = re.compile(r"(?<![\w.@/])@[^\W\d_][\w.]{2,29}")
NAMED_HANDLE = re.compile(
    r"\b(?:ig|insta(?:gram)?|twitter|tik ?tok|snap(?:chat)?|facebook|fb|telegram|threads|bluesky)"
    r"(?: (?:user)?name| handle| account)?(?:( is| as)|:| user| -)\s{1,2}(@?[\w.]{3,30})",
    re.IGNORECASE,
)
ORGANISATION = re.compile(
    r"council|city|gov|police|nhs|network|transport|official|mp$|cllr|news|bbc", re.IGNORECASE
)
PROFILE = re.compile(
    r"(?<![\w.@])(?:https?://)?(?:(?:www|m|mobile)\.)?"
    r"(?:(?:facebook|fb|instagram|twitter|x)\.com/|linkedin\.com/in/|tiktok\.com/@|t\.me/|wa\.me/"
    r"|snapchat\.com/add/|threads\.net/@|bsky\.app/profile/|youtube\.com/@|reddit\.com/u(?:ser)?/|linktr\.ee/)"
    r"(?!groups|events|pages|watch|hashtag|search|intent|share)([\w.%@+-]{2,80})[\w./?=&%-]{0,80}",
    re.IGNORECASE,
)


def emails(text: str) -> Iterator[Find]:
    """Yield e-mail addresses, written plainly or spelt out, but not a public body's mailbox."""
    for match in EMAIL.finditer(text):
        if not PUBLIC_BODY.match(match[0]):
            yield find(text, match.span(), PersonalDatum.EMAIL)
    for match in SPELT_OUT.finditer(text):
        is_prose = match[2] and match[1].lower() in NOT_A_LOCAL_PART
        if not is_prose:
            yield find(text, match.span(), PersonalDatum.EMAIL)


def handles(text: str) -> Iterator[Find]:
    """Yield handles on social media that are not an organisation's."""
    for match in HANDLE.finditer(text):
        if not ORGANISATION.search(match[0]):
            yield _without_full_stop(text, match.span(), PersonalDatum.HANDLE)
    for match in NAMED_HANDLE.finditer(text):
        handle = match[2].rstrip(".")
        is_word = match[1] and not re.search(r"[\d._@]", handle)
        if not is_word and not ORGANISATION.search(handle):
            yield _without_full_stop(text, match.span(2), PersonalDatum.HANDLE)


def profiles(text: str) -> Iterator[Find]:
    """Yield addresses of one person's page on a social network."""
    for match in PROFILE.finditer(text):
        if not ORGANISATION.search(match[1]):
            yield _without_full_stop(text, match.span(), PersonalDatum.PROFILE)


def _without_full_stop(text: str, span: tuple[int, int], kind: PersonalDatum) -> Find:
    start, end = span
    return find(text, (start, start + len(text[start:end].rstrip(".?"))), kind)
