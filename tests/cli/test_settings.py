"""What a person has set: the file, the environment, options, in that order of strength; and the file that is never harmed."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import platformdirs
import pytest

from occlookup.cli import settings
from occlookup.cli.settings import SETTINGS
from occlookup.errors import DamagedDataError


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the settings file is; there is none yet."""
    for kind, name in ((kind, name) for name, kind in SETTINGS.items()):
        monkeypatch.delenv(kind.variable(name), raising=False)
    path = tmp_path / "folder" / "config.toml"
    monkeypatch.setenv("OCCLOOKUP_CONFIG", str(path))
    return path


def write(file: Path, text: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode())


def told(run, name: str) -> dict[str, str]:
    return next(row for row in run("config", "show", "--json").document["data"]["settings"] if row["name"] == name)


# Which is the stronger


def test_by_itself_nothing_is_set(run, file):
    rows = run("config", "show", "--json").document["data"]["settings"]
    assert {row["name"]: (row["value"], row["origin"]) for row in rows} == {
        "state": ("none", "default"),
        "format": ("table", "default"),
        "color": ("auto", "default"),
        "pay": ("annual", "default"),
        "age": ("on", "default"),
    }


@pytest.mark.parametrize(
    "name, in_file, in_environment, option, effective",
    [
        ("format", "csv", None, [], "csv"),
        ("format", "csv", "tsv", [], "tsv"),
        ("format", "csv", "tsv", ["--format", "jsonl"], "jsonl"),
        ("format", None, "tsv", [], "tsv"),
        ("format", None, None, ["--format", "jsonl"], "jsonl"),
        ("format", "csv", "", [], "csv"),
    ],
)
def test_option_over_environment_over_file(run, file, monkeypatch, name, in_file, in_environment, option, effective):
    if in_file:
        write(file, f'{name} = "{in_file}"\n')
    if in_environment is not None:
        monkeypatch.setenv(f"OCCLOOKUP_{name.upper()}", in_environment)
    plain = {form: run("areas", "--state", "CT", "--format", form).out for form in ("csv", "tsv", "jsonl")}
    assert len(set(plain.values())) == 3
    assert run("areas", "--state", "CT", *option).out == plain[effective]


def test_config_show_tells_where_each_comes_from(run, file, monkeypatch):
    write(file, 'state = "CT"\ncolor = "never"\n')
    monkeypatch.setenv("OCCLOOKUP_COLOR", "always")
    assert told(run, "state")["origin"] == "file"
    assert told(run, "color") == {
        **told(run, "color"),
        "value": "always",
        "origin": "environment",
        "variable": "OCCLOOKUP_COLOR",
    }
    assert told(run, "pay")["origin"] == "default"
    assert run("config", "show", "--json").document["data"]["file"] == str(file)


def test_a_format_that_is_set_decides_the_form_of_errors_too(run, file, monkeypatch):
    monkeypatch.setenv("OCCLOOKUP_FORMAT", "json")
    assert run("show", "99-9999").err.startswith('{"error"')
    assert run("show", "99-9999", "--format", "table").err.startswith("occlookup: ")


@pytest.mark.parametrize(
    "words",
    [
        "show 43-3011",
        "outlook 43-3011",
        "places 43-3011",
        "compare 43-3011 29-1141",
        "rank",
        "wages 43-3011",
        "riasec --code CES",
    ],
)
def test_a_state_that_is_set_is_as_if_it_were_said(run, file, monkeypatch, words):
    said = run(*words.split(), "--state", "CT", "--json")
    without = run(*words.split(), "--json")
    monkeypatch.setenv("OCCLOOKUP_STATE", "Connecticut")
    assert run(*words.split(), "--json") == said
    assert run(*words.split(), "--state", "none", "--json") == without
    assert said != without


@pytest.mark.parametrize(
    "words", ["riasec 43-3011", "areas", "areas guam", "wages 43-3011 --area guam", "wages 43-3011 --national"]
)
def test_a_state_that_is_set_hides_nothing_that_is_named(run, file, monkeypatch, words):
    without = run(*words.split(), "--json")
    monkeypatch.setenv("OCCLOOKUP_STATE", "CT")
    assert run(*words.split(), "--json") == without
    assert without.code == 0


def test_a_state_that_is_set_is_a_place_for_wages(run, file, monkeypatch):
    assert run("wages").code == 2
    monkeypatch.setenv("OCCLOOKUP_STATE", "CT")
    assert run("wages", "--json") == run("wages", "--state", "CT", "--json")


def test_a_state_that_there_is_not_is_said(run, file, monkeypatch):
    monkeypatch.setenv("OCCLOOKUP_STATE", "ZZ")
    assert (run("show", "43-3011").code, run("show", "29-1141", "--state", "CT").code) == (3, 0)


@pytest.mark.parametrize(
    "words",
    ["wages 43-3011 --state CT", "wages --state CT", "rank", "browse 43-3", "related 43-3011", "compare 43-3011 29-1141"],
)
def test_pay_by_the_hour(run, file, monkeypatch, words):
    annual, hourly = run(*words.split(), width=80).out, run(*words.split(), "--pay", "hourly", width=80).out
    assert annual != hourly
    assert run(*words.split(), "--pay", "annual", width=80).out == annual
    monkeypatch.setenv("OCCLOOKUP_PAY", "hourly")
    assert run(*words.split(), width=80).out == hourly
    assert run(*words.split(), "--pay", "annual", width=80).out == annual


def test_pay_by_the_hour_says_the_unit_of_who_is_paid_by_the_year_only(run, file):
    out = run("compare", "25-1011", "27-2011", "--pay", "hourly").out
    assert " a year" in out and " an hour" in out


@pytest.mark.parametrize("name", ["format", "color", "pay"])
def test_a_variable_with_a_wrong_value_is_named(run, file, monkeypatch, name):
    monkeypatch.setenv(f"OCCLOOKUP_{name.upper()}", "sideways\x1b[31m")
    done = run("config", "show")
    assert done.code == 2
    assert f"OCCLOOKUP_{name.upper()} is 'sideways" in done.err
    assert "\x1b" not in done.err


# Where the file is


def test_the_file_lies_where_platformdirs_says(monkeypatch, tmp_path):
    monkeypatch.delenv("OCCLOOKUP_CONFIG", raising=False)
    for base in (str(tmp_path), str(tmp_path / "no" / "such"), "", "relative", None):
        if base is None:
            monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
        else:
            monkeypatch.setenv("XDG_CONFIG_HOME", base)
        expected = Path(platformdirs.user_config_dir("occlookup", appauthor=False)) / "config.toml"
        assert settings.settings_path() == expected
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "occlookup").mkdir()
    (tmp_path / "occlookup" / "config.toml").write_text('pay = "hourly"\n')
    assert settings.setting("pay") == ("hourly", "file")


def test_no_file_is_looked_for_where_the_environment_says_so(run, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "occlookup").mkdir()
    (tmp_path / "occlookup" / "config.toml").write_text("nonsense")
    monkeypatch.setenv("OCCLOOKUP_CONFIG", "")
    assert told(run, "pay")["origin"] == "default"
    assert run("config", "set", "pay", "hourly").code == run("config", "path").code == 2


def test_config_path_prints_it_and_nothing_else(run, file):
    assert run("config", "path").out == f"{file}\n"


def test_without_a_file_nothing_heavy_is_loaded():
    code = (
        "import sys; from occlookup.cli.main import main; main(['areas', 'hartford', '--json']);"
        "sys.exit(bool({'platformdirs', 'tomllib', 'tomli_w'} & set(sys.modules)))"
    )
    environment = {**os.environ, "XDG_CONFIG_HOME": "/nowhere"}
    environment.pop("OCCLOOKUP_CONFIG", None)
    assert subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, timeout=60).returncode == 0


# Writing it


def test_set_makes_the_file_and_its_folder(run, file):
    done = run("config", "set", "state", "connecticut")
    assert (done.code, done.out) == (0, f"state is CT in {file}.\n")
    assert file.read_text() == 'state = "CT"\n'


def test_set_changes_one_line_and_leaves_the_rest_byte_for_byte(run, file):
    before = '# mine\r\n\r\n  pay   =   \'annual\'   # as the school wants it \u00e9\r\n# state = "NY"\r\ncolor="never"'
    write(file, before)
    assert run("config", "set", "pay", "hourly").code == 0
    assert file.read_bytes().decode() == before.replace("'annual'", '"hourly"')
    assert run("config", "set", "state", "CT").code == 0
    assert file.read_bytes().decode() == before.replace("'annual'", '"hourly"') + '\r\nstate = "CT"\r\n'
    assert run("config", "unset", "pay").code == 0
    assert file.read_bytes().decode() == '# mine\r\n\r\n# state = "NY"\r\ncolor="never"\r\nstate = "CT"\r\n'


@pytest.mark.parametrize(
    "line", ['"pay" = "annual"', "'pay' = 'annual'", 'pay = "ann\\u0075al" # x = "y"', '\ufeffpay = "annual"']
)
def test_every_way_to_write_a_line_is_found(run, file, line):
    write(file, f"{line}\n")
    assert run("config", "set", "pay", "hourly").code == 0
    assert tomllib.loads(file.read_bytes().decode("utf-8-sig")) == {"pay": "hourly"}
    assert run("config", "unset", "pay").code == 0
    assert tomllib.loads(file.read_bytes().decode("utf-8-sig")) == {}


@pytest.mark.parametrize("text", ['pay = """annual"""\n', 'pay = """\nannual"""\n'])
def test_a_line_that_it_cannot_change_is_left_to_the_person(run, file, text):
    write(file, text)
    done = run("config", "set", "pay", "hourly")
    assert done.code == 2 and "only you can change" in done.err
    assert file.read_text() == text


def test_unset_of_what_is_not_set_changes_nothing(run, file):
    assert run("config", "unset", "pay").code == 0
    assert not file.exists()
    write(file, "# nothing\n")
    assert run("config", "unset", "pay").code == 0
    assert file.read_text() == "# nothing\n"


@pytest.mark.parametrize(
    "words, hint",
    [
        (["set", "colour", "never"], "Settings: state, format, color, pay, age."),
        (["unset", "colour"], "Settings: state, format, color, pay, age."),
        (["set", "pay", "weekly"], "config set pay"),
        (["set", "format", ""], "config set format"),
        (["set", "state", " "], "config set state"),
    ],
)
def test_what_cannot_be_set_is_refused(run, file, words, hint):
    done = run("config", *words)
    assert done.code == 2 and hint in done.err
    assert not file.exists()


def test_a_state_is_looked_up_before_it_is_written(run, file):
    assert run("config", "set", "state", "ZZ").code == 3
    assert not file.exists()
    assert run("config", "set", "state", "None").code == 0
    assert run("show", "43-3011", "--json").document["data"]["local"] is None


@pytest.mark.parametrize(
    "text, line, what",
    [
        (b'pay = "hourly"\nstate = [\n', 3, "it is not TOML"),
        (b'pay = "hourly"\npay = "annual"\n', 2, "it is not TOML"),
        (b'pay = "hourly"\n\ncolour = "never"\n', 3, "there is no setting 'colour'"),
        (b"\n\npay = 3\n", 3, "pay is a text in quotes"),
        (b'# one\npay = "weekly"\n', 2, "pay is 'weekly', not one of annual, hourly"),
        (b'[pay]\nx = "y"\n', 1, "pay is a text in quotes"),
        (b'pay = "hourly"\n\xff\xfe\n', 2, "it is not UTF-8"),
        (b"\x00\x00\x00", 1, "it is not TOML"),
        (b"x" * 100_000, 1, "it is not TOML"),
        (b"a = " + b"[" * 5_000, 1, "it is not TOML"),
    ],
)
def test_a_damaged_file_is_named_with_its_line_and_left_alone(run, file, text, line, what):
    file.parent.mkdir()
    file.write_bytes(text)
    for words in (["areas", "guam"], ["config", "show"], ["config", "set", "pay", "hourly"], ["config", "unset", "pay"]):
        done = run(*words)
        assert (done.code, done.out) == (4, "")
        assert done.err.startswith(f"occlookup: the settings file {file}, line {line}: {what}")
        assert len(done.err.splitlines()) == 2
    assert file.read_bytes() == text
    assert run("config", "path").code == run("--version").code == run("--help").code == 0


def test_a_file_that_cannot_be_read_is_named(run, file):
    file.mkdir(parents=True)
    assert (run("areas", "guam").code, run("config", "set", "pay", "hourly").code) == (4, 4)
    with pytest.raises(DamagedDataError, match="cannot be read"):
        settings.read_settings(file)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(run, file):
    file.parent.mkdir()
    file.parent.chmod(0o500)
    assert run("config", "set", "pay", "hourly").code == 4
    file.parent.chmod(0o700)


def test_a_full_disk_leaves_the_file_as_it_was(run, file, monkeypatch):
    write(file, 'pay = "annual"\n')

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = run("config", "set", "pay", "hourly")
    assert done.code == 4 and "could not be written" in done.err
    assert [path.name for path in file.parent.iterdir()] == ["config.toml"]
    assert file.read_text() == 'pay = "annual"\n'


def test_a_link_stays_one_and_rights_stay_as_they_are(run, file, tmp_path):
    real = tmp_path / "dotfiles.toml"
    real.write_text('pay = "annual"\n')
    real.chmod(0o640)
    file.parent.mkdir()
    file.symlink_to(real)
    assert run("config", "set", "pay", "hourly").code == 0
    assert file.is_symlink()
    assert real.read_text() == 'pay = "hourly"\n'
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_of_many_that_set_at_once_none_undoes_another(file):
    words = [["state", "none"], ["format", "csv"], ["color", "never"], ["pay", "hourly"]] * 3
    command = [sys.executable, "-m", "occlookup", "config", "set"]
    running = [subprocess.Popen([*command, *setting], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for setting in words]
    assert [process.communicate(timeout=60)[1] for process in running] == [b""] * len(words)
    assert tomllib.loads(file.read_text()) == {"state": "none", "format": "csv", "color": "never", "pay": "hourly"}
    assert len(file.read_text().splitlines()) == 4


# What it looks like


@pytest.mark.parametrize("width", [40, 80])
def test_the_screen_of_the_settings(run, file, width):
    write(file, 'pay = "hourly"\n')
    lines = run("config", "show", width=width).out.splitlines()
    assert lines[0].strip() == "Settings"
    where = lines.index(next(line for line in lines if line.strip().startswith("pay")))
    assert "hourly" in " ".join(lines[where : where + 2])
    assert sum("nobody" in line for line in lines) == 4
