"""What residents read can be said in another language: each sentence goes into the catalogues."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from deploy.words import KEYWORDS, ROOT, is_for_residents
from tests.house.tree import OURS, texts

FEWEST_WORDS = 3
FOR_OPERATORS = {
    "foundation/base/chain_check.py",
    "foundation/base/engines.py",
    "townhall/config.py",
}
BUGS = {"RuntimeError", "ValueError"}


def called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def is_sentence(node: ast.AST) -> bool:
    """Tell whether a text in the code reads like something that is said to a person."""
    match node:
        case ast.JoinedStr(values=parts):
            text = "".join(str(getattr(part, "value", "x")) for part in parts)
        case ast.Constant(value=str(text)):
            pass
        case _:
            return False
    return text[:1].isupper() and text[-1:] in {".", "?", "!"} and len(text.split()) >= FEWEST_WORDS


def left_out(node: ast.AST) -> Iterator[str]:
    """Every sentence that extraction would not find."""
    match node:
        case ast.Expr(value=ast.Constant()):
            return
        case ast.Call() if called(node) in KEYWORDS:
            taken = {id(arg) for arg in node.args if isinstance(arg, ast.Constant)}
        case ast.Raise(exc=ast.Call() as broken) if called(broken) in {
            "RuntimeError",
            "ValueError",
        }:
            return
        case _:
            taken = set()
    for child in ast.iter_child_nodes(node):
        if id(child) in taken:
            continue
        if is_sentence(child):
            yield ast.unparse(child)
        else:
            yield from left_out(child)


def test_every_sentence_for_residents_goes_into_the_catalogues() -> None:
    found = [
        f"{name}: {sentence}"
        for name, text in texts(".py", under=OURS)
        if is_for_residents(ROOT / name) and name not in FOR_OPERATORS
        for sentence in left_out(ast.parse(text))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("source", "is_found"),
    [
        ('raise Invalid("Write a few words.")', True),
        ('raise Invalid(say("At most {most} words.", most=3))', True),
        ('SAID = _("Write a few words.")', True),
        ('raise Invalid(f"At most {most} words.")', False),
        ('raise Invalid("At most {} words.".format(most))', False),
        ('raise Invalid(said, fields={"text": "Write a few words."})', False),
        ('SAID = "Write a few words."', False),
    ],
)
def test_a_sentence_is_missed_where_it_is_put_together(source: str, *, is_found: bool) -> None:
    assert (list(left_out(ast.parse(source))) == []) is is_found
