from __future__ import annotations


def test_show(run):
    done = run("show", "43-3011", "--json")
    assert (done.code, done.err) == (0, "")
    assert done.document["data"]["wages"]["national"]["annual_median"] == 47030
