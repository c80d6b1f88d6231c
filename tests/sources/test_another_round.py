"""BLS's 2022-32 workbook imported over the records: every answer and every screen is of these years, and none of 2024-34."""

from __future__ import annotations

import gc
import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from contract.released_bls import SOURCES
from occlookup import catalog as catalog_module
from occlookup.catalog import Catalog, open_catalog
from occlookup.catalog.filtering import Order, make_filters
from occlookup.cli.main import main
from occlookup.errors import DamagedDataError, UsageError
from occlookup.index.locate import RECORDS, write_index
from occlookup.kiosk import listings, pages
from occlookup.kiosk.handouts import HandoutFolder
from occlookup.model import Titled
from occlookup.render import plain
from occlookup.sources import projections_import
from occlookup.sources.check import check
from occlookup.sources.record_set import RecordSet
from occlookup.sources.records import read_record, write_record
from small_records import cut_records

WORKBOOK = SOURCES / "projections-2022-2032" / "occupation_2022_2032.xlsx"
COLLECTORS = Titled("43-3011", "Bill and Account Collectors")
# detailed, aggregate, member, specialty, paid by the hour only, without an estimate, without a projection
CODES = ("43-3011", "29-1141", "13-1020", "13-1021", "29-1141.01", "27-2011", "11-1031", "55-3016")
# What may stand in a screen of 2022-32 with a year of the bundled round: wages of that May, and a paper of that year.
_OTHERS = re.compile(
    r"May 2024|Eloundou and others \(?2024\)?|Science 384, 2024|A 2024 estimate, from 0 to 1|from 2022 to 2024 few above"
    r"|oews-2024-05|eloundou-2024|\"year\": ?2024|\"\"year\"\": ?2024|employment_20[23]4"
)
_BUNDLED_ROUND = re.compile(r"2024-34|2034|2024")
LINES = (
    *(f"show {code}" for code in CODES),
    *(f"show {code} --state CT" for code in CODES[:3]),
    "show 43-3011 --section outlook --section related --section insights --section education",
    *(f"outlook {code}" for code in CODES),
    "outlook 43-3011 --state CT",
    *(f"insights {code} --why" for code in CODES),
    *(f"related {code}" for code in CODES),
    "compare 43-3011 29-1141 --state CT",
    "compare 27-2011 13-1021 13-1022 55-3016",
    "rank",
    "rank --by growth",
    "rank --by growth --reverse --growth -5",
    "rank --by openings --state CT",
    "rank --state CT",
    "browse",
    "browse 43",
    "browse 43-3",
    "browse 43-3 --sort employment_base",
    "browse 43-3 --sort employment_2024",
    "browse --stem",
    "search collector",
    "riasec --code CES",
    "quiz --answers " + "123451234512" * 5,
    "glossary",
    "data info",
)  # fmt: skip
_DATED = ("projections", "education")
FORMATS = ("table", "plain", "md", "csv", "json")


def take_the_round(source: Path, target: Path) -> Path:
    """The records under `source` with the projections of the workbook, written under `target`, as an import writes them."""
    records = RecordSet(source)
    (taken,) = projections_import.take(records, [WORKBOOK], lambda step, done, of: None)
    named = {**taken.source, "files": [{"name": WORKBOOK.name, "sha256": "0" * 64}]}
    sources = records.entries("sources")
    records.set_entries("sources", [named if source["id"] == "projections-2024-34" else source for source in sources])
    records.write(target)
    return target


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("round")
    data = take_the_round(cut_records(folder / "before"), folder / "data")
    write_index(data, folder / "index.sqlite")
    return data


@pytest.fixture(scope="module")
def other(records: Path) -> Iterator[Catalog]:
    with open_catalog(records=records) as opened:
        yield opened


@pytest.fixture
def ask(
    records: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    def ask_line(line: str, *more: str) -> tuple[int, str, str]:
        monkeypatch.setenv("OCCLOOKUP_CONFIG", "")
        monkeypatch.setenv("COLUMNS", "400")
        monkeypatch.setattr(catalog_module, "open_catalog", lambda **given: open_catalog(records=records))
        code = main([*line.split(), *more])
        gc.enable()  # as in conftest.run
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return ask_line


NEWER = "The projections that came with occlookup are newer: 2024 to 2034;"


def stale(text: str) -> list[str]:
    """Where the text names the bundled round; not the years of others, nor the names of two fields."""
    left = _OTHERS.sub("", " ".join(text.split()))
    return [left[max(found.start() - 40, 0) : found.end() + 20] for found in _BUNDLED_ROUND.finditer(left)]


def test_what_is_stale_is_found():
    for said in ("Growth 2024-34", "by 2034", "166,900 in 2024, self-employed", '"2024 to 2034"'):
        assert stale(f"a\n{said}\nb")
    assert stale("May 2024  $46,040\nEloundou and others\n (2024): 0.43\n2022-32 and 2032") == []


@pytest.mark.parametrize("line", LINES)
def test_no_screen_names_the_other_round(ask, line):
    for form in FORMATS:
        code, out, err = ask(line, "--format", form)
        assert (code, err) == (0, ""), form
        assert out
        if line == "data info":  # it says that the other round is newer, and from when on a newer one was expected
            out = " ".join(out.split())
            for said in (NEWER, "due since September 2024", "2024-09"):
                out = out.replace(said, "")
        assert stale(out) == [], form


@pytest.mark.parametrize("state", [None, "CT"])
@pytest.mark.parametrize("code", CODES)
def test_no_handout_names_the_other_round(ask, tmp_path, code, state):
    for ending in ("html", "md", "txt"):
        file = tmp_path / f"sheet.{ending}"
        assert ask(f"handout {code}", "-o", str(file), "--state", state or "none")[0] == 0
        text = file.read_text(encoding="utf-8")
        assert stale(text) == []
        assert code != "43-3011" or "BLS projections 2022-32" in " ".join(text.split())


def test_the_figures_are_those_of_the_workbook(other):
    outlook = other.show("43-3011").data.outlook
    assert outlook == (None, None, -20100, -9.6, 19200, None, 2022, 2032, 209700, 189600, "words_not_known")
    assert other.outlook("43-3011").data.national == outlook
    answer = other.outlook("43-3011")
    assert answer.data.outlook_period == "2022-32"
    assert answer.sources["projections-2022-32"].period == "2022 to 2032"
    assert "projections-2024-34" not in answer.sources
    assert other.outlook("55-3016").data.outlook_period == "2022-32"  # without one of its own


def test_listings_have_the_years_and_no_employment_under_another_years_name(other):
    (entry,) = other.browse("43-3010").data.occupations
    assert (entry.employment_2024, entry.base_year, entry.projected_year) == (None, 2022, 2032)
    assert (entry.employment_base, entry.employment_projected, entry.percent_change) == (209700, 189600, -9.6)
    largest = other.browse("43", filters=make_filters(group="43"), order=Order(sort="employment_base")).data.occupations
    sizes = [entry.employment_base for entry in largest]
    assert sizes == sorted(sizes, reverse=True)
    related = other.related("43-3011").data
    assert related.outlook_period == "2022-32"
    assert {row.notes.get("growth") for row in related.results} == {"words_not_known"}
    assert {row.growth for row in related.results} == {None}
    assert {glance.outlook_period for glance in other.glances(["43-3011", "55-3016"]).data} == {"2022-32"}


def test_a_ranking_says_whose_outlook_it_has_though_the_years_are_the_same(other, ask):
    nation, state = other.rank("growth").data, other.rank("growth", state="CT").data
    assert (nation.outlook_period, nation.own_outlook) == ("2022-32", False)
    assert (state.outlook_period, state.own_outlook) == ("2022-32", True)
    for line, whose in (("rank --by growth --state CT", "the state's own"), ("rank --state CT", "the nation's")):
        assert f"Growth and openings are {whose}, for 2022 to 2032." in " ".join(ask(line)[1].split())


def test_of_the_same_years_the_states_own_projection_is_apart_because_the_state_made_it(other, ask):
    kinds = {kind.figures: kind for kind in other.compare(["43-3011", "29-1141"], state="CT").data.comparability}
    assert kinds["outlook 2022-32"].comparable
    assert kinds["the state's outlook 2022-32 with BLS's 2022-32"].reason == "made by the state"
    text = " ".join(ask("outlook 43-3011 --state CT")[1].split())
    assert "made by the states, BLS's of the same years by BLS: do not compare the two." in text


def test_growing_and_shrinking_are_not_said_where_their_words_are_not_known(other, ask):
    answer = other.insights("43-3011").data
    assert not {"growing", "shrinking"} & {finding.rule for finding in (*answer.strengths, *answer.challenges)}
    assert answer.missing["growth"] == "words_not_known"
    sentence = "BLS's word for growth of 2022-32 is not known here"
    for line in ("insights 43-3011", "show 43-3011 --section insights", "show 43-3011", "outlook 43-3011"):
        assert sentence in " ".join(ask(line)[1].split()), line
    assert "-9.6%, BLS's word is not known here" in ask("compare 43-3011 29-1141")[1]
    assert sentence not in ask("insights 55-3016")[1]  # it has no growth at all


@pytest.mark.parametrize("word", ["decline", "little", "slower", "average", "faster", "much-faster"])
@pytest.mark.parametrize(
    "line", ["rank", "browse 43", "related 43-3011", "search collector", "riasec --code C", "wages --state CT"]
)
def test_a_filter_by_a_word_that_is_not_known_says_so(ask, line, word):
    code, out, err = ask(line, "--growth", word)
    assert (code, out) == (2, "")
    assert "BLS's words for growth of 2022-32 are not known here." in err
    assert "--growth 5" in err


def test_a_filter_by_percent_goes_on(other):
    filters = make_filters(growth="5")
    assert all(row.percent_change >= 5 for row in other.rank("growth", filters=filters).data.rows)
    with pytest.raises(UsageError):
        other.rank("growth", filters=make_filters(growth="faster"))


def test_the_kiosk_shows_these_years(other, tmp_path):
    connecticut = other.find_state("CT")
    views = [
        *(pages.job(other, COLLECTORS, state) for state in (None, "CT")),
        *(pages.outlook(other, COLLECTORS, state) for state in (None, "CT")),
        *(pages.section(other, COLLECTORS, name, "CT") for name in ("tasks", "skills", "education")),
        *(listings.like(other, COLLECTORS, state) for state in (None, connecticut)),
        listings.found(other, "collector", None),
        *(listings.ranked(other, "growth", state) for state in (None, connecticut)),
        listings.families(other, "43-3000", None),
        listings.compare(other, [COLLECTORS, Titled("29-1141", "Registered Nurses")], "CT"),
    ]
    texts = [plain.render(view.screen) for view in views]
    for text in texts:
        assert stale(text) == []
    assert "209,700 in 2022" in texts[0]
    assert "-9.6% by 2032: 20,100 fewer jobs, yet 19,200 openings a year" in texts[0]
    assert "2032: 189,600 jobs" in texts[2]
    assert "Growth of jobs in the US 2022-32" in texts[7]
    nation, state = texts[10:12]
    assert "Growth is the state's own projection." in state
    assert "Growth is the state's own projection." not in nation
    folder = tmp_path / "sheets"
    folder.mkdir()
    name = HandoutFolder(folder, other).write([COLLECTORS], "CT")
    for sheet in (folder / f"{name}.html", folder / f"{name}.txt"):
        text = sheet.read_text(encoding="utf-8")
        assert stale(text) == []
        assert "BLS projections 2022-32" in " ".join(text.split())


def test_the_glossary_speaks_of_these_years(other):
    (term,) = other.glossary("growth 2022-32").data.terms
    assert term.meaning == "By how many percent BLS expects jobs to grow or shrink from 2022 to 2032."
    (word,) = other.glossary("decline").data.terms
    assert "2022 to 2032" in word.meaning
    assert "1 percent" not in word.meaning


def published(records: Path, columns: str) -> tuple[object, ...]:
    connection = sqlite3.connect(records.parent / "index.sqlite")
    try:
        row: tuple[object, ...] = connection.execute(
            f"SELECT {columns} FROM published_occupation WHERE code = '43-3011'"
        ).fetchone()
    finally:
        connection.close()
    return row


_VIEW = "employment_2024, employment_2034, base_year, projected_year, employment_base, employment_projected, growth"


def test_the_view_has_the_years_and_nothing_under_the_name_of_others(records, small_records):
    assert published(records, _VIEW) == (None, None, 2022, 2032, 209700, 189600, None)
    assert published(small_records, _VIEW) == (166900, 149400, 2024, 2034, 166900, 149400, "decline")


def test_two_rounds_are_damaged_records(records, tmp_path):
    data = tmp_path / "data"
    RecordSet(records).write(data)
    bundled = read_record(RECORDS / "occupations" / "43-3011.toml")
    write_record(data / "occupations" / "43-3011.toml", bundled)
    with pytest.raises(DamagedDataError, match=r"projections-2024-34 \(2024-34\), that of others projections-2022-32"):
        write_index(data, tmp_path / "index.sqlite")


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    """The small records without any national projection."""
    folder = tmp_path_factory.mktemp("nothing")
    records = RecordSet(cut_records(folder / "before"))
    for record in list(records.occupations()):
        records.set_occupation({name: block for name, block in record.items() if name not in _DATED})
    records.write(folder / "data")
    write_index(folder / "data", folder / "index.sqlite")
    with open_catalog(records=folder / "data") as opened:
        yield opened


def test_without_any_round_answers_and_pages_name_no_years(nothing):
    assert nothing.show("43-3011").data.outlook is None
    assert nothing.show("43-3011").data.outlook_period is None
    assert nothing.rank("growth").data[3:5] == ("", 0)
    assert nothing.browse("43-3010").data.occupations[0][-4:] == (None, None, None, None)
    assert nothing.compare(["43-3011", "29-1141"], state="CT").data.comparability[2].figures == "outlook"
    for view in (
        pages.job(nothing, COLLECTORS, "CT"),
        pages.outlook(nothing, COLLECTORS, "CT"),
        listings.like(nothing, COLLECTORS, None),
        listings.compare(nothing, [COLLECTORS, Titled("29-1141", "Registered Nurses")], "CT"),
        listings.ranked(nothing, "annual_median", nothing.find_state("CT")),
    ):
        text = plain.render(view.screen)
        assert stale(text) == []
        assert "None" not in re.sub(r"(?:Experience|Training).*|: None$", "", text, flags=re.MULTILINE)
    assert "no projection of BLS's is in these records" in plain.render(pages.job(nothing, COLLECTORS, None).screen)


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled records with the workbook's projections, and their index."""
    folder = tmp_path_factory.mktemp("everything")
    data = take_the_round(RECORDS, folder / "data")
    write_index(data, folder / "index.sqlite")
    return data


def test_the_whole_set_is_sound_and_has_the_round_everywhere(everything):
    assert check(everything) == []
    with open_catalog(records=everything) as opened:
        ranking = opened.rank("growth", top=None).data
        assert (ranking.ranked, ranking.outlook_period) == (832, "2022-32")
        assert (ranking.rows[0].code, ranking.rows[0].percent_change) == ("49-9081", 44.9)
        assert opened.show("43-3011").data.outlook.employment_base == 209700


def test_of_the_whole_set_nothing_but_the_two_blocks_is_another(everything):
    for path in sorted(RECORDS.rglob("*.toml")):
        name = path.relative_to(RECORDS).as_posix()
        before, after = path.read_bytes(), (everything / name).read_bytes()
        if name.startswith("occupations/"):
            old, new = read_record(path), read_record(everything / name)
            assert {key: value for key, value in old.items() if key not in _DATED} == {
                key: value for key, value in new.items() if key not in _DATED
            }, name
            assert ("projections" in old, "education" in old) == ("projections" in new, "education" in new), name
        elif name != "sources.toml":
            assert before == after, name
