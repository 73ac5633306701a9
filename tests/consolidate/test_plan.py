"""What a plan does with documents, clusters and headings; near-misses first."""

from __future__ import annotations

from docpipe.model import Claim, Cluster, Conflict, Evidence, Rivals
from tests.consolidate.estates import page, planned, row, scan_of
from tests.consolidate.laws import assert_accounted, assert_headings_fit, assert_nothing_invented

SETUP = "# Redis\n\n## Set-up\n\nStart Redis with `make redis` on port 6379 of the host.\n\n- keep the data folder\n"
OTHER = "# Cache\n\n## Set-up\n\nStart Redis with `make redis` on port 6380 of the host.\n\n- keep the data folder\n"
NEAR = Cluster("c-1", "near", 0.9, "a.md#3", ("a.md#3", "b.md#3"), ("longest",))
NEAR_B = Cluster("c-1", "near", 0.9, "a.md#3", ("a.md#3", "b.md#5"), ())
CORE = "services/core.md"


def test_a_block_whose_number_differs_is_never_merged() -> None:
    made = planned(scan_of({"a.md": SETUP, "b.md": OTHER}, clusters=[NEAR]))
    assert row(made, "b.md", 5).action == "noted"
    assert '??? note "Also in b.md: Set-up"\n\n    Start Redis with `make redis` on port 6380' in page(made, CORE)


def test_a_block_that_says_no_more_is_merged_into_the_one_that_says_it() -> None:
    made = planned(scan_of({"a.md": SETUP, "b.md": OTHER}, clusters=[NEAR]))
    merged = row(made, "b.md", 7)
    assert merged.action == "merged"
    assert merged.destinations == row(made, "a.md", 7).destinations


def test_a_block_without_counterpart_follows_the_one_that_preceded_it() -> None:
    longer = OTHER.replace("6380", "6379") + "\nBack the folder up every night with restic.\n"
    made = planned(scan_of({"a.md": SETUP, "b.md": longer}, clusters=[NEAR]))
    assert row(made, "b.md", 9).action == "kept"
    assert "- keep the data folder\n\nBack the folder up every night" in page(made, CORE)


def test_records_are_archived_and_agents_stay() -> None:
    files = {"r.md": "# Report\n\nDone.\n", "AGENTS.md": "# Rules\n\nDo.\n", "a.md": SETUP}
    made = planned(scan_of(files, roles={"r.md": "record", "AGENTS.md": "agent"}))
    assert row(made, "r.md", 3).action == "archived"
    assert row(made, "r.md", 3).destinations[0].path == "_archive/r.md"
    assert row(made, "AGENTS.md", 3).action == "stays"


def test_front_matter_is_dropped_and_its_keys_are_kept_in_the_row() -> None:
    made = planned(scan_of({"a.md": "---\ntitle: T\n---\n\n# T\n\nText.\n"}))
    head = row(made, "a.md", 1)
    assert (head.action, head.extra) == ("dropped", {"front_matter": {"title": "T"}})


def test_equal_headings_side_by_side_are_told_apart() -> None:
    files = {"voice.md": "# Getting started\n\nCall.\n", "mail.md": "# Getting started\n\nWrite.\n"}
    shown = page(planned(scan_of(files)), CORE)
    assert '## Getting started<ins class="docpipe">: mail</ins>' in shown
    assert '## Getting started<ins class="docpipe">: voice</ins>' in shown


def test_levels_are_never_skipped_whatever_the_source_does() -> None:
    files = {"a.md": "# A\n\n#### Deep\n\nx\n\n## B\n\ny\n\n###### Deeper\n\nz\n"}
    scan = scan_of(files)
    made = planned(scan)
    assert_headings_fit(made)
    assert "### Deep\n" in page(made, CORE)


def test_a_heading_with_nothing_left_below_it_vanishes() -> None:
    made = planned(scan_of({"a.md": "# A\n\ntext\n\n## Empty\n\n## B\n\ny\n"}))
    assert row(made, "a.md", 5).action == "dropped"
    assert "Empty" not in page(made, CORE)


def test_links_and_anchors_follow_their_target() -> None:
    files = {
        "docs/a.md": "# A\n\nSee [b](b.md#part-two), [gone](gone.md), [code](../src/x.py) and [web](https://x.org).\n",
        "docs/b.md": "# B\n\nt\n\n## Part two\n\nu\n",
    }
    scan = scan_of(files, targets={"docs/b.md": ("ai", "overview")}, others=["src/x.py"])
    assert "See [b](ai.md#part-two), gone, code and [web](https://x.org)." in page(planned(scan), CORE)


def test_a_link_has_the_title_of_the_definition_that_it_names() -> None:
    definitions = '[one]: b.md\n[two]: b.md \'T\n  u\'\n[three]: b.md "V"\n[three]: b.md "W"\n'
    files = {"a.md": f"# A\n\n[b](b.md) [b][one] [b][two] [b][Three]\n\n{definitions}", "b.md": "# B\n\nu\n"}
    scan = scan_of(files, targets={"b.md": ("ai", "overview")})
    assert '[b](ai.md#b) [b](ai.md#b) [b](ai.md#b "T u") [b](ai.md#b "V")' in page(planned(scan), CORE)


def test_words_of_a_link_that_leads_nowhere_stay_in_the_emphasis_around_it() -> None:
    text = "# A\n\n1. **[ Guide ](gone.md)** - one[ two](gone.md)s\n"
    scan = scan_of({"docs/a.md": text})
    assert "1. **Guide** - one twos" in page(planned(scan), CORE)


def test_pictures_come_along_and_those_of_other_hosts_become_links() -> None:
    files = {"docs/a.md": "# A\n\n![One](img/one.png) ![Two](https://x.org/two.png) ![](https://x.org/three.png)\n"}
    made = planned(scan_of(files, others=["docs/img/one.png"]))
    assert [asset.path for asset in made.assets] == ["docs/assets/docs/img/one.png"]
    assert (
        "![One](../assets/docs/img/one.png) [Two](https://x.org/two.png) "
        '[<ins class="docpipe">picture</ins>](https://x.org/three.png)' in page(made, CORE)
    )


def test_a_script_url_loses_its_target() -> None:
    made = planned(scan_of({"a.md": "# A\n\n[x](javascript:alert%281%29) <javascript:alert%281%29>\n"}))
    assert "\nx `javascript:alert%281%29`\n" in page(made, CORE)


def test_a_conflict_is_marked_where_its_claims_stand() -> None:
    claims = (Claim("a.md", 5, "6379", "", "living"), Claim("b.md", 5, "6380", "", "living"))
    conflict = Conflict(
        "k-1", "port", "Redis", "host port", "", "open", 0.9, "high", claims, (Evidence("c", 1, "1"),), ""
    )
    made = planned(scan_of({"a.md": SETUP, "b.md": OTHER}, conflicts=[conflict]))
    body = made.pages[[page.path for page in made.pages].index(CORE)].body
    assert body.count("disagree: [Redis host port](../review/conflicts.md#k-1)") == 2


def test_a_losing_value_is_struck_and_the_settled_one_set_beside_it() -> None:
    claims = (Claim("a.md", 5, "6379", "", "living"), Claim("b.md", 5, "6380", "", "living", wrong=True))
    evidence = (Evidence("compose.yml", 7, "6379"),)
    conflict = Conflict("k-1", "port", "Redis", "port", "", "settled", 0.9, "high", claims, evidence, "", "6379")
    made = planned(scan_of({"a.md": SETUP, "b.md": OTHER}, conflicts=[conflict]))
    assert (
        'on port <del class="docpipe">6380</del><ins class="docpipe"> [6379 (compose.yml:7)]'
        "(../review/conflicts.md#k-1)</ins> of the host." in page(made, CORE)
    )
    assert "on port 6379 of the host." in page(made, CORE)


def test_a_value_that_two_conflicts_refute_is_struck_once() -> None:
    claims = (Claim("b.md", 5, "6380", "", "living", wrong=True),)
    evidence = (Evidence("compose.yml", 7, "6379"),)
    conflicts = [
        Conflict(name, "port", "Redis", side, "", "settled", 0.9, "high", claims, evidence, "", "6379")
        for name, side in (("k-1", "port"), ("k-2", "host port"))
    ]
    body = planned(scan_of({"b.md": OTHER}, conflicts=conflicts)).pages[1].body
    assert body.count("<del") == 1
    assert "[Redis host port](../review/conflicts.md#k-2) is 6379, not 6380" in body


def test_a_losing_value_in_code_is_corrected_before_the_block() -> None:
    text = "# A\n\n```sh\ncurl localhost:6380\n```\n"
    claims = (Claim("a.md", 4, "6380", "", "living", wrong=True),)
    evidence = (Evidence("compose.yml", 7, "6379"),)
    conflict = Conflict("k-1", "port", "Redis", "port", "", "settled", 0.9, "high", claims, evidence, "", "6379")
    body = planned(scan_of({"a.md": text}, conflicts=[conflict])).pages[1].body
    said = "⚠ <small>[Redis port](../review/conflicts.md#k-1) is 6379, not 6380 (compose.yml:7)</small>"
    assert f"{said} <!-- docpipe:own -->\n\n```sh\ncurl localhost:6380\n```" in body


def test_every_old_anchor_leads_to_its_new_place() -> None:
    made = planned(scan_of({"a.md": SETUP, "b.md": OTHER}, clusters=[NEAR]))
    old = {redirect.source: redirect for redirect in made.redirects}
    assert [(moved.anchor, moved.page, moved.new_anchor) for moved in old["b.md"].moved] == [
        ("", CORE, "set-up"),
        ("cache", CORE, "set-up"),
        ("set-up", CORE, "set-up"),
    ]


def test_the_laws_hold_for_clusters_within_one_document() -> None:
    text = "# A\n\n## One\n\nThe same text stands here.\n\n## Two\n\nThe same text stands here.\n"
    scan = scan_of({"a.md": text}, clusters=[Cluster("c", "duplicate", 1, "a.md#3", ("a.md#3", "a.md#7"), ())])
    made = planned(scan)
    assert_accounted(scan, made)
    assert_nothing_invented(made)
    assert row(made, "a.md", 9).action == "merged"


def test_html_that_an_other_block_closes_keeps_its_markdown_and_lone_wrappers_go() -> None:
    text = "# A\n\n<div align='center'>\n\n*t*\n\n</div>\n\n<details>\n<summary>More</summary>\n\n- one\n\n</details>\n"
    made = planned(scan_of({"a.md": text}))
    assert (
        page(made, CORE) == "## A\n\n*t*\n\n"
        '<details markdown="block">\n<summary>More</summary>\n\n- one\n\n</details>\n'
    )
    assert row(made, "a.md", 3).action == row(made, "a.md", 7).action == "dropped"


def test_a_link_around_blocks_is_shown_as_code_so_that_its_target_stays() -> None:
    text = "# A\n\n<a href='https://x.org'>\n\n*t*\n\n</a>\n\n<a name=old>\n\nu\n"
    made = planned(scan_of({"a.md": text}))
    assert "\n    <a href='https://x.org'>\n\n*t*\n\nu\n" in page(made, CORE)
    assert row(made, "a.md", 7).action == row(made, "a.md", 9).action == "dropped"


def test_html_that_nothing_closes_is_shown_as_code() -> None:
    made = planned(scan_of({"a.md": "# A\n\n<details>\n<summary>More</summary>\n\n- one\n"}))
    assert "    <details>\n    <summary>More</summary>\n\n- one" in page(made, CORE)


def test_a_list_whose_items_go_different_ways_has_a_row_for_each_part() -> None:
    one = "# A\n\n## Use\n\n- start the server\n- open the page in a browser\n- log in\n"
    two = "# B\n\n## Use\n\n- start the server\n- open the page in a browser\n- press the red button\n"
    made = planned(scan_of({"a.md": one, "b.md": two}, clusters=[NEAR]))
    assert [(row.start_line, row.end_line, row.action) for row in made.ledger if row.path == "b.md"][2:] == [
        (5, 6, "merged"),
        (7, 7, "kept"),
    ]


def test_a_section_of_which_little_is_merged_is_folded_as_a_whole() -> None:
    one = "# A\n\n## Cache\n\nRedis keeps sessions.\n\nIt listens on 6379.\n\nRestart it with make redis.\n"
    two = "# B\n\n## Sessions\n\nSessions are kept by Redis.\n\nIt listens on 6379.\n\nFlush it on Sundays.\n"
    shown = page(planned(scan_of({"a.md": one, "b.md": two}, clusters=[NEAR])), CORE)
    assert shown.endswith(
        "Restart it with make redis.\n\n"
        '??? note "Also in b.md: Sessions"\n\n    Sessions are kept by Redis.\n\n    Flush it on Sundays.\n'
    )


def test_a_section_that_mostly_says_something_else_stays_where_it_is() -> None:
    one = "# A\n\n## Cache\n\nRedis keeps sessions.\n"
    two = "# B\n\n## Cache\n\nRedis keeps sessions.\n\n" + " ".join(f"word{number}" for number in range(80)) + "\n"
    made = planned(scan_of({"a.md": one, "b.md": two}, clusters=[NEAR]))
    assert {row.action for row in made.ledger} == {"kept"}


def test_a_table_that_tells_what_a_list_does_is_folded_below_it() -> None:
    one = "# A\n\n## Prompts\n\n- audit: checks all dependencies\n- triage: sorts open findings\n"
    table = "| Prompt | Does |\n| - | - |\n| audit | Checks dependencies |\n| triage | Sorts findings |\n"
    two = f"# B\n\n## Prompts\n\n{table}"
    made = planned(scan_of({"a.md": one, "b.md": two}, clusters=[NEAR]))
    assert (row(made, "b.md", 5).action, row(made, "b.md", 5).destinations[0].anchor) == ("noted", "prompts")


def test_swapped_values_are_not_the_same_statement() -> None:
    one = "# A\n\n## Ports\n\nThe web port is 80. The admin port is 81.\n"
    two = "# B\n\n## Ports\n\nThe web port is 81. The admin port is 80.\n"
    assert row(planned(scan_of({"a.md": one, "b.md": two}, clusters=[NEAR])), "b.md", 5).action == "noted"


def test_a_paragraph_that_two_blocks_say_is_merged_into_both() -> None:
    one = "# A\n\n## Ports\n\nThe web port is 80.\n\nThe admin port is 81.\n"
    two = "# B\n\n## Ports\n\nThe web port is 80. The admin port is 81.\n"
    merged = row(planned(scan_of({"a.md": one, "b.md": two}, clusters=[NEAR])), "b.md", 5)
    assert (merged.action, len(merged.destinations)) == ("merged", 2)


def test_commands_in_another_order_are_not_the_same() -> None:
    one = "# A\n\n## Run\n\n```sh\nmake a\nmake b\n```\n"
    two = "# B\n\n## Run\n\n```sh\nmake b\nmake a\n```\n"
    assert row(planned(scan_of({"a.md": one, "b.md": two}, clusters=[NEAR])), "b.md", 5).action == "noted"


def test_rivals_stand_folded_under_their_leader() -> None:
    files = {
        "one.md": "# Deploy it\n\nUse helm.\n\n## Steps\n\ngo\n",
        "two.md": "# Deploy too\n\nUse compose.\n\n## Do\n\nrun\n",
    }
    rivals = Rivals("r-1", "deploy", "one.md", ("one.md", "two.md"), ())
    scan = scan_of(files, rivals=[rivals])
    made = planned(scan)
    assert page(made, CORE) == (
        "## Deploy it\n\nUse helm.\n\n### Steps\n\ngo\n\n"
        '??? note "Deploy too (two.md)"\n\n    **Deploy too**\n\n    Use compose.\n\n    **Do**\n\n    run\n'
    )
    assert_accounted(scan, made)
    assert_nothing_invented(made)
    assert {row.action for row in made.ledger if row.path == "two.md"} == {"noted"}


def test_the_readme_of_the_root_opens_the_index() -> None:
    made = planned(scan_of({"README.md": "# Shop\n\nSells.\n", "a.md": "# A\n\nx\n"}))
    assert page(made, "index.md") == "## Shop\n\nSells.\n"


def test_a_page_over_budget_moves_its_topics_to_pages_beneath() -> None:
    long = "word " * 9000
    files = {"a.md": f"# A\n\n{long}\n", "b.md": f"# B\n\n{long}\n"}
    made = planned(scan_of(files, targets={"b.md": ("core", "operation")}))
    assert [(page.path, page.above) for page in made.pages][1:] == [
        (CORE, None),
        ("services/core/operation.md", CORE),
    ]


def test_pages_divided_again_and_again_have_paths_of_their_own_in_order() -> None:
    files = {f"{name}.md": f"# {name}\n\n{'word ' * 9000}\n" for name in "abcdefgh"}
    made = planned(scan_of(files))
    paths = [page.path for page in made.pages]
    assert len(paths) == len(set(paths)) == 9
    assert [page.title for page in made.pages][2:4] == ["Core services: Overview", "Core services: Overview 2"]
    bodies = [page.body for page in made.pages][1:]
    assert [body.index(f"## {name}") > 0 for name, body in zip("abcdefgh", bodies, strict=True)]


def test_a_table_of_contents_yields_to_no_list_of_links() -> None:
    """The site makes its own, so that a heading alone is left; its anchor leads to its document."""
    listed = "- [Run](#run)\n- [Stop](#stop)\n- [Undo](#undo)\n"
    files = {
        "a.md": f"# A\n\n## Set-up\n\n{listed.replace('#', 'c.md#')}",
        "b.md": f"# B\n\n## Contents\n\n{listed}\n## Run\n\nx\n",
    }
    made = planned(scan_of(files, clusters=[Cluster("c-1", "near", 0.9, "a.md#3", ("a.md#3", "b.md#3"), ())]))
    assert {moved.anchor: moved.new_anchor for moved in made.redirects[1].moved}["contents"] == "b"


def test_a_section_that_yielded_whole_leaves_a_link_to_where_it_stands() -> None:
    made = planned(scan_of({"a.md": SETUP, "b.md": "# B\n\nIntro.\n" + SETUP[len("# Redis\n") :]}, clusters=[NEAR_B]))
    body = made.pages[1].body
    assert "<small>See also: [Set-up](#set-up)</small> <!-- docpipe:own -->" in body


def test_a_step_that_yielded_keeps_its_heading_and_a_link_so_that_none_is_missing() -> None:
    steps = "# B\n\n## 1. Get it\n\nClone it.\n\n## 2. Set-up\n\n" + SETUP[len("# Redis\n\n## Set-up\n\n") :]
    cluster = Cluster("c-1", "near", 0.9, "a.md#3", ("a.md#3", "b.md#7"), ())
    scan = scan_of({"a.md": SETUP, "b.md": steps + "\n## 3. Use it\n\nOpen it.\n"}, clusters=[cluster])
    made = planned(scan)
    body = made.pages[1].body
    assert (
        "### 2. Set-up\n\n<small>See also: [2. Set-up](#set-up)</small> <!-- docpipe:own -->\n\n### 3. Use it" in body
    )
    assert_accounted(scan, made)
    assert_headings_fit(made)


def test_a_backup_is_merged_into_its_original_and_what_it_adds_is_folded() -> None:
    scan = scan_of(
        {"a.md": SETUP, "a.old.md": SETUP + "\n## Gone\n\nThis was removed.\n"}, backups={"a.old.md": "a.md"}
    )
    made = planned(scan)
    assert [row.action for row in made.ledger if row.path == "a.old.md" and row.kind != "heading"] == [
        "merged",
        "merged",
        "noted",
    ]
    assert_accounted(scan, made)
    assert_nothing_invented(made)


def test_a_backup_of_what_is_on_no_page_stays() -> None:
    made = planned(scan_of({"a.md": SETUP, "a.old.md": SETUP}, roles={"a.md": "agent"}, backups={"a.old.md": "a.md"}))
    assert {row.action for row in made.ledger} == {"stays"}


def test_a_heading_in_html_becomes_a_plain_one_and_keeps_what_stands_around_it() -> None:
    html = '<h1 align="center"><p><a href="https://x.org">Shop</a></p></h1>\n<p align="center">It sells.</p>'
    made = planned(scan_of({"a.md": f"{html}\n\nText.\n"}))
    assert page(made, CORE) == '## <a href="https://x.org">Shop</a>\n\n<p align="center">It sells.</p>\n\nText.\n'
    assert made.redirects[0].moved[0].new_anchor == "shop"


def test_a_block_that_opens_around_a_heading_leaves_nothing_open() -> None:
    made = planned(scan_of({"a.md": "<h1>Shop</h1>\n<div align='center'>\n\nText.\n\n</div>\n"}))
    assert page(made, CORE) == "## Shop\n\nText.\n"


def test_a_comment_with_words_stays() -> None:
    made = planned(scan_of({"a.md": "# A\n\n<!-- The hub -->\n\nText.\n"}))
    assert page(made, CORE) == "## A\n\n<!-- The hub -->\n\nText.\n"


def test_a_link_to_the_own_repository_by_its_address_keeps_it() -> None:
    links = "".join(f"[{n}](https://github.com/o/r/blob/main/docs/{n}.md) " for n in "bcd")
    text = f"# A\n\n{links}[L](https://github.com/o/r/blob/main/docs/LICENSE)\n"
    files = {"docs/a.md": text, **{f"docs/{n}.md": f"# {n}\n\nx\n" for n in "bcd"}}
    shown = page(planned(scan_of(files, others=["docs/LICENSE"])), CORE)
    assert "[L](https://github.com/o/r/blob/main/docs/LICENSE)" in shown


def test_the_old_anchors_of_a_backup_lead_to_its_original() -> None:
    made = planned(scan_of({"a.md": SETUP, "a.old.md": SETUP}, backups={"a.old.md": "a.md"}))
    moved = {redirect.source: [(m.anchor, m.new_anchor) for m in redirect.moved] for redirect in made.redirects}
    assert moved["a.old.md"] == [("", "set-up"), ("redis", "set-up"), ("set-up", "set-up")]


def test_a_heading_in_html_with_nothing_below_it_vanishes_but_not_what_stands_beside_it() -> None:
    made = planned(scan_of({"a.md": "# A\n\nx\n\n<h2>Empty</h2>\n\n<h2>Full</h2>\n<p>It sells.</p>\n\n## B\n\ny\n"}))
    assert [row.action for row in made.ledger] == ["kept", "kept", "dropped", "kept", "kept", "kept"]
    assert "### Full\n\n<p>It sells.</p>\n" in page(made, CORE)


def test_a_film_is_no_layout() -> None:
    made = planned(scan_of({"a.md": '# A\n\n<video width="30%">\n<source src="a.webm"/>\n</video>\n'}))
    assert row(made, "a.md", 3).action == "kept"
    assert '    <video width="30%">\n' in page(made, CORE)
