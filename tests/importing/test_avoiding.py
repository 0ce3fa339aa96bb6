"""Nobody invented is called like somebody on a list, and what is held against the list is everything."""

from __future__ import annotations

from heard.importing.demonstration.avoiding import names_in, others_for, pairs_in
from heard.importing.demonstration.cast import NAMES
from heard.importing.demonstration.instead import instead, surnames_instead
from heard.importing.demonstration_live.people import grown_up


def test_a_list_names_people_in_either_order(tmp_path):
    file = tmp_path / "names.txt"
    file.write_text("Tom Brackenell\n\nWICKENBY, Evander James\nAmina Jane O’Kaverly\nSmith\n", "utf-8")

    assert names_in(file) == {("tom", "brackenell"), ("evander", "wickenby"), ("amina", "o’kaverly")}
    assert set(pairs_in("I told Tom Brackenell, then Evander Wickenby, of tom brackenell.")) == {
        ("tom", "brackenell"), ("evander", "wickenby"),
    }  # fmt: skip


def test_another_surname_stands_wherever_the_old_one_did_and_is_nobodys():
    avoid = frozenset(
        {("a", f"{one}{end}".lower()) for one in NAMES["beginnings"] for end in NAMES["endings"][1:]}
    )

    others = others_for(["wickenby", "brackenell"], avoid, {"x": "Aldacombe"})

    assert len(set(others.values())) == 2
    assert all(one.endswith("acombe") and one != "Aldacombe" for one in others.values())
    with surnames_instead({"wickenby": "Sallowacombe"}):
        told = instead({"a": [grown_up("Evander Wickenby")], "b": ("Ms WICKENBY rang.", 4)})
        assert "ickenby" not in str(told).lower().replace("sallowacombe", "")
        assert told["a"][0].ways[0].value == "evander.sallowacombe@mail.example"
    assert instead("Evander Wickenby") == "Evander Wickenby"
