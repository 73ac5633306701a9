"""Which sections stand in one place, by their matches; near-misses first."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docpipe.consolidate.grouping import groups
from docpipe.model import Cluster, Match, Matching, Relation

ALL = frozenset("abcdefgh")


def match(pair: str, score: float = 0.9, relation: Relation = "near", intended: str | None = None) -> Match:
    return Match(pair[0], pair[1], relation, score, "statements", "given", intended)


def together(*matches: Match, clusters: Sequence[Cluster] = (), doubts: Sequence[Match] = ()) -> list[str]:
    matching = Matching(matches, tuple(clusters), doubts=tuple(doubts))
    return sorted("".join(group.members) for group in groups(matching, ALL))


def test_a_middle_one_does_not_bring_strangers_together() -> None:
    """`a` and `c` both say what `b` says and nothing else in common: `c` stays where it is."""
    assert together(match("ab"), match("bc", 0.8)) == ["ab"]


@pytest.mark.parametrize("relation", ["template", "related"])
def test_one_shape_about_two_subjects_is_not_one_text(relation: Relation) -> None:
    assert together(match("ab", 0.9, relation)) == []


def test_a_pair_in_doubt_is_no_reason_to_stand_together() -> None:
    assert together(doubts=[match("ab", 0.6, "related")]) == []


def test_a_pair_in_doubt_speaks_against_a_group_less_than_a_pair_that_nobody_thought_of() -> None:
    """`b` is what both say; whether `a` and `c` say the same is open, and a third one that says it makes it likely."""
    assert together(match("ab"), match("bc", 0.8)) == ["ab"]
    assert together(match("ab"), match("bc", 0.8), doubts=[match("ac", 0.5, "related")]) == ["abc"]


def test_documents_that_say_the_same_on_the_whole_speak_for_their_pairs_in_doubt() -> None:
    """A third of the sections is a passage in common; where the documents are alike, the rest is likely alike too."""
    doubt = Match("x#1", "y#1", "related", 0.6, "statements", "given")
    sure = [Match(f"x#{line}", f"y#{line}", "near", 0.9, "statements", "given") for line in (2, 3)]

    def held(count: int) -> list[str]:
        present = {f"{path}#{line}" for path in "xy" for line in range(1, count)}
        return sorted(" ".join(group.members) for group in groups(Matching(tuple(sure), doubts=(doubt,)), present))

    assert held(7) == ["x#2 y#2", "x#3 y#3"]
    assert held(6) == ["x#1 y#1", "x#2 y#2", "x#3 y#3"]


def test_what_is_on_no_page_is_in_no_group() -> None:
    assert together(match("ax"), match("bx")) == []


def test_two_stars_whose_members_match_stand_in_one_place() -> None:
    """A report shows `ab` and `cd`; that `b` says the same as `c` and `d` would otherwise be lost."""
    stars = [Cluster(f"c-{pair}", "near", 0.9, pair[0], tuple(pair), ()) for pair in ("ab", "cd")]
    assert together(match("ab"), match("cd"), match("bc", 0.8), match("bd", 0.8), match("ac", 0.7), clusters=stars) == [
        "abcd"
    ]


def test_a_doubtful_match_counts_where_nothing_speaks_against_it() -> None:
    assert together(match("ab", 0.66)) == ["ab"]


def test_a_summary_that_links_to_its_source_stands_with_it() -> None:
    assert together(match("ab", intended="a links to b, which it sums up")) == ["ab"]


def test_the_canonical_of_the_largest_cluster_leads_and_each_reason_names_it() -> None:
    star = Cluster("c-1", "near", 0.8, "b", ("a", "b", "c"), ())
    (group,) = groups(Matching((match("ab"), match("bc"), match("ac"), match("cd"), match("ad")), (star,)), ALL)
    assert group.canonical == "b"
    assert group.because("a", "b") == "says the same as b, which leads"
    assert group.because("d", "b") == "says the same as a and b, which leads"


PAIRS = st.lists(
    st.builds(
        lambda ends, score: match("".join(sorted(ends)), score),
        st.sets(st.sampled_from("abcdefgh"), min_size=2, max_size=2),
        st.floats(0.65, 1),
    ),
    unique_by=lambda found: (found.left, found.right),
)


@given(PAIRS, st.randoms())
def test_groups_do_not_overlap_and_the_order_of_matches_does_not_count(matches: list[Match], random) -> None:
    shuffled = random.sample(matches, len(matches))
    found = together(*matches)
    assert found == together(*shuffled)
    assert len("".join(found)) == len({*"".join(found)})
