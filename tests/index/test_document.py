"""An occupation's document: order, notes, sources."""

from __future__ import annotations

from occlookup.index.document import block_sources, make_document, related_codes

NAMES = {"RL 1": "Less than a High School Diploma", "RL 2": "High School Diploma", "43232201": "Contact center software"}
PROGRAMS = {"52.0302": "Accounting Technology"}


def document_of(**blocks):
    return make_document(
        blocks,
        names=NAMES,
        programs=PROGRAMS,
        places={"most_jobs": [3, 1], "best_paid": [2], "most_concentrated": []},
        standings={"time_pressure": [0.5, 40.0, 734, 0.6]},
        successors={"13-1199": ["13-1082", "13-1199"]},
        industries={"sectors": [[7, 100, 50000, 2400]]},
    )


def test_an_empty_record_has_every_list_and_no_ratings():
    document = document_of()
    assert (document["summary"], document["video"], document["tasks"], document["members"]) == (None, None, [], [])
    assert (document["history"], document["technology"], document["programs"], document["related"]) == ([], [], [], [])
    assert (document["education"], document["survey"], document["automation"], document["sources"]) == ({}, {}, {}, {})
    assert not {"skills", "knowledge", "work_styles"} & set(document)
    assert document["places"] == {"most_jobs": [3, 1], "best_paid": [2], "most_concentrated": []}
    assert document["standings"] == {"time_pressure": [0.5, 40.0, 734, 0.6]}
    assert document["industries"] == {"sectors": [[7, 100, 50000, 2400]]}


def test_a_score_has_the_codes_that_its_soc_2010_code_became_where_those_are_several():
    scores = [{"soc_2010": "11-9199", "probability": 0.25}, {"soc_2010": "13-1199", "probability": 0.23}]
    automation = document_of(automation={"source": ["a paper"], "frey_osborne": scores})["automation"]
    assert automation == {"frey_osborne": [["11-9199", 0.25, []], ["13-1199", 0.23, ["13-1082", "13-1199"]]]}


def test_ratings_come_by_importance_then_id():
    block = {"importance": {"b": 2.0, "a": 2.0, "c": 4.5}, "level": {"a": 1.5, "c": 3.0}}
    assert document_of(skills=block)["skills"] == [["c", 4.5, 3.0, {}], ["a", 2.0, 1.5, {}], ["b", 2.0, None, {}]]


def test_a_rating_has_the_notes_of_its_scale():
    block = {
        "importance": {"a": 3.0, "b": 2.0, "c": 1.0},
        "level": {"a": 3.0, "b": 2.0, "c": 0.0},
        "suppress": ["a LV", "b IM", "b LV"],
        "not_relevant": ["c", "a"],
    }
    assert [rating[3] for rating in document_of(knowledge=block)["knowledge"]] == [
        {"level": "suppress, not_relevant"},
        {"importance": "suppress", "level": "suppress"},
        {"level": "not_relevant"},
    ]


def test_a_level_without_an_importance_is_kept():
    assert document_of(skills={"importance": {}, "level": {"a": 1.0}})["skills"] == [["a", None, 1.0, {}]]


def test_scores_come_highest_first():
    document = document_of(work_values={"extent": {"a": 1.0, "c": 2.0, "b": 2.0}}, work_context={"score": {"x": 0.0}})
    assert document["work_values"] == [["b", 2.0], ["c", 2.0], ["a", 1.0]]
    assert document["work_context"] == [["x", 0.0]]


def test_programs_and_technology_have_names_and_the_survey_has_ids():
    document = document_of(
        survey={"RL": {"1": 2.3, "2": 48.15}},
        programs={"cip": ["52.0302"]},
        technology={"categories": [{"commodity": 43232201, "examples": ["A"], "hot": ["A"]}]},
    )
    assert document["survey"] == {"RL": [["RL 1", 2.3, False], ["RL 2", 48.15, False]]}
    assert document["programs"] == [["52.0302", "Accounting Technology"]]
    assert document["technology"] == [["Contact center software", ["A"], ["A"], []]]


def test_related_codes_come_by_tier_without_the_ending_00():
    tiers = {"supplemental": ["43-3021.00"], "primary_short": ["29-1141.01", "43-4051.00"], "primary_long": ["43-3031.00"]}
    assert related_codes({"related": tiers}) == ["29-1141.01", "43-4051", "43-3031", "43-3021"]


def test_sources_of_blocks_leave_out_the_projects_own_words():
    record = {
        "code": "43-3011",
        "text": {"source": "written for occlookup"},
        "titles": {"source": ["onet-29.3", "soc-2018"]},
        "wages": {"source": "oews-2025-05"},
        "history": [{"source": "oews-2019-05"}, {"source": "oews-2020-05"}],
        "groups": {"major": "43-0000"},
    }
    assert block_sources(record) == {
        "titles": ["onet-29.3", "soc-2018"],
        "wages": ["oews-2025-05"],
        "history": ["oews-2019-05", "oews-2020-05"],
    }
