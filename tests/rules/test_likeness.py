"""Which texts are most like one, by the words that tell texts apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from docpipe.rules.likeness import nearest

OTHERS = [
    "the pawn takes the bishop",
    "the queen takes the rook",
    "the dough rests an hour",
    "the dough is baked an hour",
    "the oven is hot",
    "the board has squares",
]


def test_a_text_that_shares_no_telling_word_is_like_none() -> None:
    assert nearest(["zebra"], OTHERS) == [[]]
    assert nearest(["the"], OTHERS) == [[]]  # in every text


def test_there_is_nothing_to_be_like() -> None:
    assert nearest([], OTHERS) == []
    assert nearest(["pawn"], []) == [[]]


def test_the_nearest_comes_first() -> None:
    assert [index for index, _ in nearest(["dough rests an hour"], OTHERS)[0]][:2] == [2, 3]


def test_a_script_without_spaces_is_compared_by_its_characters() -> None:
    others = ["部署容器集群", "用户登录权限", "数据库备份", "前端组件"]
    assert [index for index, _ in nearest(["登录权限设置"], others)[0]] == [1]


@given(st.lists(st.text("abc ", max_size=12), max_size=6), st.lists(st.text("abc ", max_size=12), max_size=6))
def test_cosines_fall_and_lie_between_0_and_1(texts: list[str], others: list[str]) -> None:
    for found in nearest(texts, others):
        cosines = [cosine for _, cosine in found]
        assert cosines == sorted(cosines, reverse=True)
        assert all(0 < cosine <= 1 + 1e-9 for cosine in cosines)
