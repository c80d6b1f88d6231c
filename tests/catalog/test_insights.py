"""Automation, work-life index, strengths and challenges: each rule at its bounds, and every figure where it comes from."""

from __future__ import annotations

import tomllib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from fractions import Fraction
from statistics import mean, median

import pytest

from occlookup import open_catalog
from occlookup.catalog.insights import insights_of
from occlookup.index.locate import RECORDS, write_index
from occlookup.model import Titled
from occlookup.profile import Exposure2010, Finding, Outlook, Standing
from occlookup.sources.records import read_record, write_record
from small_records import cut_records

WORK_LIFE = (
    "duration_of_typical_work_week",
    "time_pressure",
    "work_schedules",
    "frequency_of_conflict_situations",
    "deal_with_unpleasant_or_angry_people",
    "consequence_of_error",
)
STRAIN = (
    "spend_time_standing",
    "spend_time_bending_or_twisting_the_body",
    "spend_time_kneeling_crouching_stooping_or_crawling",
)
EDUCATION = (
    "No formal educational credential", "High school diploma or equivalent", "Some college, no degree",
    "Postsecondary nondegree award", "Associate's degree", "Bachelor's degree", "Master's degree",
    "Doctoral or professional degree",
)  # fmt: skip
EXPERIENCE = ("None", "Less than 5 years", "5 years or more")
TRAINING = (
    "None", "Short-term on-the-job training", "Moderate-term on-the-job training", "Long-term on-the-job training",
    "Apprenticeship", "Internship/residency",
)  # fmt: skip
WORDS = (
    "decline", "little or no change", "slower than average", "average", "faster than average", "much faster than average",
)  # fmt: skip
# rule by the measure that it compares, and when its percentile meets it
RULES = {
    "many_openings": ("annual_openings", lambda percentile: percentile >= 75),
    "well_paid_for_education": ("pay_for_education", lambda percentile: percentile > 50),
    "steady_schedule": ("work_schedules", lambda percentile: percentile <= 25),
    "little_training": ("preparation", lambda percentile: percentile <= 25),
    "low_paid_for_education": ("pay_for_education", lambda percentile: percentile <= 25),
    "time_pressure": ("time_pressure", lambda percentile: percentile >= 75),
    "conflict": ("frequency_of_conflict_situations", lambda percentile: percentile >= 75),
    "physical_strain": ("physical_strain", lambda percentile: percentile >= 75),
    "language_models": ("eloundou_human_beta", lambda percentile: percentile >= 75),
}


class NamesOnly:
    """Stands for the store: what is asked of it here is an element's name."""

    def element(self, element_id):
        return element_id, None


def ask(standings=None, *, growth=None, education=None):
    """The insights of an occupation with these standings: figure, percentile, how many are compared, their median."""
    outlook = None if growth is None else Outlook(1000, 1100, 100, 10.0, 90, growth, 2024, 2034, 1000, 1100, None)
    return insights_of(NamesOnly(), {"standings": standings or {}, "automation": {}, "education": education or {}}, outlook)


def rules(found):
    return [finding.rule for finding in (*found.strengths, *found.challenges)]


@pytest.fixture(scope="module")
def bundled(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
        opened = open_catalog()
        opened.info()
    with opened:
        yield opened


@pytest.mark.parametrize(
    ("measure", "rule"),
    [
        ("annual_openings", "many_openings"),
        ("time_pressure", "time_pressure"),
        ("frequency_of_conflict_situations", "conflict"),
        ("physical_strain", "physical_strain"),
        ("eloundou_human_beta", "language_models"),
    ],
)
def test_the_highest_quarter_begins_at_75(measure, rule):
    assert rules(ask({measure: [0.5, 75.0, 734, 0.4]})) == [rule]
    assert rules(ask({measure: [0.5, 100.0, 734, 0.4]})) == [rule]
    assert rules(ask({measure: [0.5, 74.9, 734, 0.4]})) == []


def test_the_lowest_quarter_of_schedules_ends_at_25():
    assert rules(ask({"work_schedules": [0.08, 25.0, 734, 0.13]})) == ["steady_schedule"]
    assert rules(ask({"work_schedules": [0.08, 25.1, 734, 0.13]})) == []


def test_the_lowest_quarter_of_preparation_ends_at_25_and_is_told_in_words():
    education = {"typical": "No formal educational credential", "experience": "None", "training": "None"}
    assert ask({"preparation": [0.0, 25.0, 832, 120.0]}, education=education).strengths == (
        Finding(
            "little_training", "Little training needed", None, "",
            "No formal educational credential; experience: None; training: None", 25.0, 832, None,
        ),
    )  # fmt: skip
    assert rules(ask({"preparation": [0.0, 25.1, 832, 120.0]}, education=education)) == []


@pytest.mark.parametrize(
    ("percentile", "found"),
    [
        (0.3, ["low_paid_for_education"]),
        (25.0, ["low_paid_for_education"]),
        (25.1, []),
        (49.9, []),
        (50.0, []),  # exactly the median is not above it
        (50.1, ["well_paid_for_education"]),
        (99.7, ["well_paid_for_education"]),
    ],
)
def test_pay_is_a_strength_above_the_median_and_a_challenge_in_the_lowest_quarter(percentile, found):
    assert rules(ask({"pay_for_education": [47030.0, percentile, 325, 50080.0]})) == found


@pytest.mark.parametrize(
    ("growth", "found"),
    [
        ("much faster than average", ["growing"]),
        ("faster than average", ["growing"]),
        ("average", []),
        ("slower than average", []),
        ("little or no change", []),
        ("decline", ["shrinking"]),
    ],
)
@pytest.mark.parametrize("percentile", [0.1, 50.0, 99.9])
def test_growing_and_shrinking_go_by_the_publishers_word_alone(growth, found, percentile):
    assert rules(ask({"percent_change": [4.9, percentile, 832, 2.5]}, growth=growth)) == found


@pytest.mark.parametrize("percentile", [1.0, 99.0])
def test_computerisation_goes_by_the_papers_own_bound_alone(percentile):
    assert rules(ask({"frey_osborne": [0.7, percentile, 652, 0.65]})) == ["computerisation"]
    assert rules(ask({"frey_osborne": [0.69, percentile, 652, 0.65]})) == []


def test_a_finding_tells_the_figure_its_percentile_and_what_it_is_compared_with():
    assert ask({"annual_openings": [189100.0, 98.0, 832, 4500.0]}).strengths == (
        Finding("many_openings", "Many openings", 189100.0, "openings a year", None, 98.0, 832, 4500.0),
    )


def test_without_figures_there_are_no_insights():
    assert ask() == (None, None, (), ())


def test_the_work_life_index_is_ten_times_one_minus_the_mean_share():
    percentiles = (24.5, 50.3, 2.3, 86.8, 99.2, 56.5)
    standings = {item: [0.5, percentile, 734, 0.4] for item, percentile in zip(WORK_LIFE, percentiles, strict=True)}
    found = ask(standings).work_life
    assert found.score == 4.7  # the mean is 53.27
    assert [(item.id, item.percentile, item.of) for item in found.items] == [
        (item, percentile, 734) for item, percentile in zip(WORK_LIFE, percentiles, strict=True)
    ]


@pytest.mark.parametrize(("percentile", "score"), [(0.0, 10.0), (50.0, 5.0), (100.0, 0.0), (33.3, 6.7)])
def test_the_work_life_index_runs_from_0_to_10_and_more_is_better(percentile, score):
    assert ask({item: [0.5, percentile, 734, 0.4] for item in WORK_LIFE}).work_life.score == score


@pytest.mark.parametrize("missing", WORK_LIFE)
def test_there_is_no_work_life_index_where_one_item_is_missing(missing):
    assert ask({item: [0.5, 50.0, 734, 0.4] for item in WORK_LIFE if item != missing}).work_life is None


LEVELS = {
    "43-3011": (0.0028, "low"),
    "43-3021": (0.29, "low"),
    "43-3031": (0.3, "medium"),
    "43-4051": (0.69, "medium"),
    "35-2014": (0.7, "high"),
    "27-2011": (0.99, "high"),
}


@pytest.fixture(scope="module")
def edited(tmp_path_factory):
    """The small records with other figures of the papers, to ask at the bounds."""
    folder = tmp_path_factory.mktemp("edited")
    data = cut_records(folder)
    entries = {code: [{"soc_2010": code, "probability": probability}] for code, (probability, _) in LEVELS.items()}
    # 11-9061 became 11-9171 alone, 13-1199 became two
    entries["11-3012"] = [{"soc_2010": "11-9061", "probability": 0.2}, {"soc_2010": "13-1199", "probability": 0.9}]
    for code, frey_osborne in entries.items():
        path = data / "occupations" / f"{code}.toml"
        record = read_record(path)
        record["automation"]["frey_osborne"] = frey_osborne
        write_record(path, record)
    write_index(data, folder / "index.sqlite")
    with open_catalog(records=data) as opened:
        yield opened


@pytest.mark.parametrize("code", LEVELS)
def test_levels_of_computerisation_are_low_up_to_30_and_high_from_70_percent(edited, code):
    probability, level = LEVELS[code]
    answer = edited.insights(code).data
    assert answer.automation.frey_osborne == (Exposure2010(code, probability, level, ()),)
    assert ("computerisation" in rules(answer)) == (level == "high")


def test_the_other_paper_knows_no_levels(edited):
    for code in LEVELS:
        assert {exposure.level for exposure in edited.insights(code).data.automation.felten_aioe} == {None}


def test_a_figure_is_carried_over_where_the_code_became_this_one_alone(edited):
    answer = edited.insights("11-3012").data
    assert answer.automation.frey_osborne == (
        Exposure2010("11-9061", 0.2, "low", ()),
        Exposure2010("13-1199", None, None, ("13-1082", "13-1199")),
    )
    # nor is it compared with others: the 0.9 would be a high exposure
    assert "computerisation" not in rules(answer)


def test_an_item_of_work_context_alone_makes_the_automation_part():
    found = ask({"degree_of_automation": [0.47, 91.0, 734, 0.25]}).automation
    assert found == ((), (), None, None, Standing(0.47, 91.0, 734))


def test_software_developers_have_no_figure_of_the_codes_that_were_split(catalog):
    automation = catalog.insights("15-1252").data.automation
    split = ("15-1252", "15-1253")
    expected = (Exposure2010("15-1132", None, None, split), Exposure2010("15-1133", None, None, split))
    assert (automation.frey_osborne, automation.felten_aioe) == (expected, expected)


def test_a_code_that_was_only_renumbered_keeps_its_figure(catalog):
    automation = catalog.insights("53-1042").data.automation
    assert automation.frey_osborne == (Exposure2010("53-1021", 0.42, "medium", ()),)
    assert automation.felten_aioe == (Exposure2010("53-1021", 0.1160332, None, ()),)


@pytest.mark.parametrize("code", ["15-1252", "29-1242", "53-1042"])
def test_what_a_code_became_names_the_release_that_says_so(catalog, code):
    assert "soc-2010-2018" in catalog.insights(code).sources


def test_bill_and_account_collectors(bundled):
    answer, sources = bundled.insights("43-3011")
    assert (answer.code, answer.title, answer.published_as) == ("43-3011", "Bill and Account Collectors", None)
    assert answer.automation.frey_osborne == (Exposure2010("43-3011", 0.95, "high", ()),)
    assert answer.automation.felten_aioe == (Exposure2010("43-3011", 1.271991, None, ()),)
    assert answer.automation.degree_of_automation == Standing(0.47, 91.0, 734)
    assert answer.work_life.score == 4.7
    assert [item.score for item in answer.work_life.items] == [0.52, 0.73, 0.0, 0.64, 0.91, 0.53]
    assert [(finding.rule, finding.figure) for finding in answer.strengths] == [("steady_schedule", 0.0)]
    assert [(finding.rule, finding.figure) for finding in answer.challenges] == [
        ("shrinking", -10.5),
        ("conflict", 0.64),
        ("computerisation", 0.95),
    ]
    assert answer.missing == {}
    assert list(sources) == [
        "oews-2025-05", "projections-2024-34", "onet-work-context", "soc-2010-2018", "frey-osborne-2017", "eloundou-2024",
        "felten-2021",
    ]  # fmt: skip


def test_a_member_goes_by_the_pay_and_the_outlook_of_its_aggregate(bundled):
    answer = bundled.insights("13-1022").data
    assert answer.published_as == Titled("13-1020", "Buyers and Purchasing Agents")
    assert [(finding.rule, finding.figure) for finding in answer.strengths[:2]] == [
        ("many_openings", 52200.0),
        ("growing", 5.8),
    ]


def test_a_specialty_goes_by_the_pay_and_the_outlook_of_its_occupation(catalog):
    answer, sources = catalog.insights("29-1141.01")
    assert answer.published_as == Titled("29-1141", "Registered Nurses")
    figures = {finding.rule: finding.figure for finding in answer.strengths}
    assert (figures["many_openings"], figures["growing"]) == (189100.0, 4.9)
    assert (answer.automation.frey_osborne, answer.automation.felten_aioe) == ((), ())
    # nothing is carried over from SOC 2010, and neither paper has a figure
    assert not {"soc-2010-2018", "frey-osborne-2017", "felten-2021"} & set(sources)


@pytest.mark.parametrize(
    ("code", "missing"),
    [
        ("43-3011", []),
        ("27-2011", ["pay_for_education"]),  # paid by the hour only
        ("15-1252", ["work_life"]),
        ("13-1020", ["automation", "work_life"]),
        ("55-3016", ["automation", "outlook", "pay_for_education", "work_life"]),
    ],
)
def test_what_is_missing_is_named(catalog, code, missing):
    told = catalog.insights(code).data.missing
    # of the small records too few have one education
    assert sorted(part for part, reason in told.items() if reason == "not_in_data_set") == missing
    assert {part for part, reason in told.items() if reason != "not_in_data_set"} <= {"pay_for_education"}


@pytest.mark.slow
def test_pay_is_not_compared_with_a_handful(bundled):
    answer = bundled.insights("25-9045").data  # six occupations need some college and no degree
    assert answer.missing["pay_for_education"] == "too_few_to_compare"
    assert not [found for found in (*answer.strengths, *answer.challenges) if "education" in found.rule]


def test_infantry_has_nothing_and_says_where_it_was_looked_for(catalog):
    answer, sources = catalog.insights("55-3016")
    assert answer[3:7] == (None, None, (), ())
    assert list(sources) == ["projections-2024-34"]


def test_show_tells_the_same_insights(catalog):
    for code in ("43-3011", "13-1022", "29-1141.01", "27-2011", "55-3016"):
        answer = catalog.insights(code).data
        assert catalog.show(code).data.insights == (
            answer.automation, answer.work_life, answer.strengths, answer.challenges,
        )  # fmt: skip


def test_a_work_context_without_one_item_leaves_the_index_out(tmp_path):
    data = cut_records(tmp_path)
    path = data / "occupations" / "43-3011.toml"
    record = read_record(path)
    del record["work_context"]["score"]["consequence_of_error"]
    write_record(path, record)
    write_index(data, tmp_path / "index.sqlite")
    with open_catalog(records=data) as catalog:
        answer = catalog.insights("43-3011").data
        assert (answer.work_life, answer.missing) == (
            None,
            {"work_life": "not_in_data_set", "pay_for_education": "too_few_to_compare"},
        )
        assert answer.automation.degree_of_automation.figure == 0.47


class Reckoned:
    """Every measure of every record and where it stands, reckoned anew from the records by counting."""

    def __init__(self, folder):
        texts = {path.stem: path.read_text(encoding="utf-8") for path in (folder / "occupations").glob("*.toml")}
        self.records = {code: tomllib.loads(text) for code, text in texts.items()}
        retired = tomllib.loads((folder / "retired.toml").read_text(encoding="utf-8"))["retired"]
        self.successors = {entry["code"]: tuple(entry["successors"]) for entry in retired}
        self.compared = defaultdict(list)
        for record in self.records.values():
            if record["kind"] != "specialty":
                for measure, figure in self.figures(record, record).items():
                    self.compared[self.key(measure, record)].append(figure)
        for figures in self.compared.values():
            figures.sort()

    def published(self, code):
        record = self.records[code]
        return self.records[record.get("published_as", code)]

    @staticmethod
    def key(measure, published):
        return measure, published["education"]["typical"] if measure == "pay_for_education" else ""

    def figures(self, record, published):
        context = record.get("work_context", {}).get("score", {})
        found = {item: context[item] for item in (*WORK_LIFE, "degree_of_automation") if item in context}
        if set(STRAIN) <= set(context):
            found["physical_strain"] = round(mean(context[item] for item in STRAIN), 4)
        if "projections" in published:
            found["annual_openings"] = round(published["projections"]["annual_openings_thousands"] * 1000)
            found["percent_change"] = published["projections"]["percent_change"]
        if "education" in published:
            needed = published["education"]
            found["preparation"] = (
                EDUCATION.index(needed["typical"]),
                EXPERIENCE.index(needed["experience"]),
                TRAINING.index(needed["training"]),
            )
            annual = published["wages"]["row"].split()[12] if "wages" in published else "-0"
            if annual[0] != "-":
                found["pay_for_education"] = int(annual)
        automation = record.get("automation", {})
        kept = [
            entry["probability"]
            for entry in automation.get("frey_osborne", ())
            if len(self.successors.get(entry["soc_2010"], ())) <= 1
        ]
        if kept and len(kept) == max(len(automation.get("predecessors", ())), 1):
            found["frey_osborne"] = min(kept)
        if "eloundou" in automation:
            found["eloundou_human_beta"] = automation["eloundou"]["human_beta"]
        return found

    def standings(self, code):
        """(figure, exact percentile, how many, all figures compared) by measure."""
        published = self.published(code)
        found = {}
        for measure, figure in self.figures(self.records[code], published).items():
            among = self.compared.get(self.key(measure, published))
            if among and (measure != "pay_for_education" or len(among) >= 20):
                rank = bisect_left(among, figure) + bisect_right(among, figure)
                found[measure] = figure, Fraction(50 * rank, len(among)), len(among), among
        return found

    def growth(self, code):
        """BLS's word; a published half percent is told apart by the two levels of employment."""
        projections = self.published(code).get("projections")
        if projections is None:
            return None
        before, after = projections["employment_2024_thousands"], projections["employment_2034_thousands"]
        percent = projections["percent_change"]
        if round(percent * 10) % 10 == 5:
            exact = 100 * (after - before) / before  # of levels that are rounded too: it tells the side and no more
            percent = min(max(exact, percent - 0.05), percent + 0.05)
        bounds = (-0.5 + 1e-9, 0.5 - 1e-9, 2.5 - 1e-9, 4.5 - 1e-9, 6.5 - 1e-9)
        return WORDS[sum(percent >= bound for bound in bounds)]


@pytest.fixture(scope="module")
def reckoned():
    return Reckoned(RECORDS)


def is_near(told, percentile):
    """Whether a percentile that is told with one decimal is the exact one."""
    return abs(Fraction(str(told)) - percentile) <= Fraction(1, 20)


@pytest.mark.slow
def test_every_finding_of_every_occupation_has_the_records_figure_and_its_place_among_all(bundled, reckoned):
    measures = {rule: measure for rule, (measure, _) in RULES.items()}
    measures |= {"growing": "percent_change", "shrinking": "percent_change", "computerisation": "frey_osborne"}
    findings = 0
    for code in reckoned.records:
        standings, answer = reckoned.standings(code), bundled.insights(code).data
        for finding in (*answer.strengths, *answer.challenges):
            figure, percentile, of, among = standings[measures[finding.rule]]
            findings += 1
            assert (code, finding.of) == (code, of)
            assert is_near(finding.percentile, percentile), (code, finding)
            if finding.rule == "little_training":
                needed = reckoned.published(code)["education"]
                assert (finding.figure, finding.median) == (None, None)
                assert finding.detail == (
                    f"{needed['typical']}; experience: {needed['experience']}; training: {needed['training']}"
                )
            else:
                assert (finding.figure, finding.median) == (pytest.approx(figure), pytest.approx(median(among))), (
                    code,
                    finding,
                )
    assert findings > 3000


@pytest.mark.slow
def test_every_rule_is_met_by_just_the_occupations_that_the_records_say(bundled, reckoned):
    for code in reckoned.records:
        standings, growth = reckoned.standings(code), reckoned.growth(code)
        expected = {
            rule
            for rule, (measure, met) in RULES.items()
            if measure in standings and met(round(float(standings[measure][1]), 1))
        }
        expected |= {"growing"} if growth in WORDS[4:] else set()
        expected |= {"shrinking"} if growth == "decline" else set()
        expected |= {"computerisation"} if standings.get("frey_osborne", (0,))[0] >= 0.7 else set()
        answer = bundled.insights(code).data
        assert (code, set(rules(answer))) == (code, expected)


@pytest.mark.slow
def test_every_work_life_index_and_exposure_is_that_of_the_records(bundled, reckoned):
    indexes = 0
    for code, record in reckoned.records.items():
        standings, answer = reckoned.standings(code), bundled.insights(code).data
        if set(WORK_LIFE) <= set(standings):
            indexes += 1
            for item in answer.work_life.items:
                figure, percentile, of, _ = standings[item.id]
                assert (item.score, item.of) == (figure, of)
                assert is_near(item.percentile, percentile), (code, item)
            exact = 10 - float(sum(standings[item][1] for item in WORK_LIFE)) / 60
            assert answer.work_life.score == pytest.approx(exact, abs=0.056)
        else:
            assert answer.work_life is None
        block = record.get("automation", {})
        if not block and "degree_of_automation" not in standings:
            assert answer.automation is None
            continue
        for name, key in (("frey_osborne", "probability"), ("felten_aioe", "score")):
            scores = {entry["soc_2010"]: entry[key] for entry in block.get(name, [])}
            found = getattr(answer.automation, name)
            named = {*scores, *block.get("predecessors", ())} if scores else set()
            assert [entry.soc_2010 for entry in found] == sorted(named)
            for entry in found:
                became = reckoned.successors.get(entry.soc_2010, ())
                split = len(became) > 1
                assert (entry.value, entry.became) == ((None, became) if split else (scores.get(entry.soc_2010), ())), code
        assert answer.automation.eloundou == block.get("eloundou")
        for field, measure in (("language_models", "eloundou_human_beta"), ("degree_of_automation", "degree_of_automation")):
            standing = getattr(answer.automation, field)
            assert (standing is None) == (measure not in standings)
            if standing is not None:
                figure, percentile, of, _ = standings[measure]
                assert (standing.figure, standing.of) == (figure, of)
                assert is_near(standing.percentile, percentile), (code, standing)
    assert indexes > 700
