"""Files that a person asks for: whole or not at all, and never over another one unbidden."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from occlookup.cli.files import write_file
from occlookup.errors import OutputError, UsageError

NEW, OLD = b"new \xc3\xa4\n", b"old\n"


def refuse(number):
    """A stand-in for a call of the system that fails with this number."""

    def call(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    return call


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


def test_a_new_file_has_the_bytes_and_nothing_stands_beside_it(tmp_path):
    write_file(tmp_path / "result.json", NEW, replace=False)
    assert (tmp_path / "result.json").read_bytes() == NEW
    assert names(tmp_path) == ["result.json"]


@pytest.mark.parametrize("replace", [False, True])
def test_a_name_without_a_folder_is_in_the_working_folder(tmp_path, monkeypatch, replace):
    monkeypatch.chdir(tmp_path)
    write_file(Path("result.json"), NEW, replace=replace)
    assert names(tmp_path) == ["result.json"]


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")
def test_others_may_read_a_new_file_and_nobody_else_may_write_it(tmp_path):
    write_file(tmp_path / "result.json", NEW, replace=False)
    mode = (tmp_path / "result.json").stat().st_mode & 0o777
    assert mode & 0o600 == 0o600
    assert mode & 0o133 == 0


@pytest.mark.parametrize("name", ["n" * 200 + ".json", "a name with spaces", ".hidden", "\u00e9t\u00e9.html"])
def test_long_and_odd_names_are_kept(tmp_path, name):
    write_file(tmp_path / name, NEW, replace=False)
    assert names(tmp_path) == [name]


def test_an_existing_file_is_refused_and_left_as_it_was(tmp_path):
    path = tmp_path / "result.json"
    path.write_bytes(OLD)
    with pytest.raises(UsageError) as raised:
        write_file(path, NEW, replace=False)
    assert raised.value.message == f"there is a file {path} already."
    assert path.read_bytes() == OLD
    assert names(tmp_path) == ["result.json"]


def test_an_existing_file_is_replaced_where_that_is_said(tmp_path):
    path = tmp_path / "result.json"
    path.write_bytes(OLD * 100)
    write_file(path, NEW, replace=True)
    assert path.read_bytes() == NEW
    assert names(tmp_path) == ["result.json"]


@pytest.mark.parametrize("replace", [False, True])
def test_a_folder_is_never_written_over(tmp_path, replace):
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(UsageError) as raised:
        write_file(folder, NEW, replace=replace)
    assert (raised.value.message, raised.value.hint) == (f"{folder} is a folder.", "Name a file in it.")
    assert names(tmp_path) == ["folder"]
    assert names(folder) == []


@pytest.mark.parametrize("there", [True, False], ids=["a file behind it", "dangling"])
def test_a_link_is_a_file_that_is_there_already(tmp_path, there):
    target, link = tmp_path / "target", tmp_path / "link"
    if there:
        target.write_bytes(OLD)
    link.symlink_to(target)
    with pytest.raises(UsageError, match="there is a file"):
        write_file(link, NEW, replace=False)
    assert os.readlink(link) == str(target)
    assert target.exists() == there
    assert not there or target.read_bytes() == OLD


@pytest.mark.parametrize("there", [True, False], ids=["a file behind it", "dangling"])
def test_a_link_is_not_replaced_nor_written_through(tmp_path, there):
    target, link = tmp_path / "target", tmp_path / "link"
    if there:
        target.write_bytes(OLD)
    link.symlink_to(target)
    with pytest.raises(UsageError, match="is a link or no plain file"):
        write_file(link, NEW, replace=True)
    assert link.is_symlink()
    assert target.exists() == there
    assert not there or target.read_bytes() == OLD


def test_a_replaced_file_keeps_its_mode(tmp_path):
    path = tmp_path / "sheet.html"
    path.write_bytes(OLD)
    path.chmod(0o600)
    write_file(path, NEW, replace=True)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (NEW, 0o600)


@pytest.mark.parametrize("replace", [False, True])
def test_a_missing_folder_is_said_and_not_made(tmp_path, replace):
    path = tmp_path / "nowhere" / "result.json"
    with pytest.raises(OutputError) as raised:
        write_file(path, NEW, replace=replace)
    assert raised.value.message == f"{path} could not be written: No such file or directory."
    assert raised.value.hint == "Name another file, in a folder that exists, has room and lets you write."
    assert names(tmp_path) == []


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path):
    (tmp_path / "file").write_bytes(OLD)
    with pytest.raises(OutputError, match="could not be written: Not a directory"):
        write_file(tmp_path / "file" / "result.json", NEW, replace=False)


@pytest.mark.parametrize("replace", [False, True])
def test_a_full_disk_leaves_neither_half_a_file_nor_a_part(tmp_path, monkeypatch, replace):
    monkeypatch.setattr(os, "fsync", refuse(errno.ENOSPC))
    path = tmp_path / "result.json"
    with pytest.raises(OutputError, match="could not be written: No space left on device"):
        write_file(path, NEW, replace=replace)
    assert names(tmp_path) == []


def test_a_full_disk_leaves_the_old_file_whole(tmp_path, monkeypatch):
    path = tmp_path / "result.json"
    path.write_bytes(OLD)
    monkeypatch.setattr(os, "fsync", refuse(errno.ENOSPC))
    with pytest.raises(OutputError):
        write_file(path, NEW, replace=True)
    assert path.read_bytes() == OLD
    assert names(tmp_path) == ["result.json"]


def test_a_file_larger_than_the_system_allows_is_not_begun(tmp_path):
    # the system itself refuses, in the midst of the bytes
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(OutputError, match="could not be written: File too large"):
            write_file(tmp_path / "result.json", b"x" * 100_000, replace=False)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert names(tmp_path) == []


def test_an_interrupt_leaves_no_part(tmp_path, monkeypatch):
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_file(tmp_path / "result.json", NEW, replace=False)
    assert names(tmp_path) == []


def test_a_name_that_cannot_be_given_leaves_no_part(tmp_path, monkeypatch):
    path = tmp_path / "result.json"
    path.write_bytes(OLD)
    monkeypatch.setattr(os, "replace", refuse(errno.EACCES))
    with pytest.raises(OutputError, match="Permission denied"):
        write_file(path, NEW, replace=True)
    assert path.read_bytes() == OLD
    assert names(tmp_path) == ["result.json"]


def test_a_file_made_by_another_meanwhile_is_not_written_over(tmp_path, monkeypatch):
    path = tmp_path / "result.json"
    link = os.link

    def somebody_is_quicker(source: Path, target: Path) -> None:
        path.write_bytes(OLD)
        link(source, target)  # the system's own FileExistsError

    monkeypatch.setattr(os, "link", somebody_is_quicker)
    with pytest.raises(UsageError, match=r"there is a file .*result\.json already"):
        write_file(path, NEW, replace=False)
    assert path.read_bytes() == OLD
    assert names(tmp_path) == ["result.json"]


def test_a_link_that_fails_because_of_a_file_is_the_refusal_of_an_existing_one(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "link", refuse(errno.EEXIST))
    with pytest.raises(UsageError, match="there is a file"):
        write_file(tmp_path / "result.json", NEW, replace=False)
    assert names(tmp_path) == []


def test_a_file_system_without_hard_links_takes_a_new_file(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "link", refuse(errno.EPERM))
    write_file(tmp_path / "result.json", NEW, replace=False)
    assert (tmp_path / "result.json").read_bytes() == NEW
    assert names(tmp_path) == ["result.json"]


def test_a_file_system_without_hard_links_refuses_one_made_meanwhile(tmp_path, monkeypatch):
    path = tmp_path / "result.json"

    def somebody_is_quicker(*_: object) -> None:
        path.write_bytes(OLD)
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", somebody_is_quicker)
    with pytest.raises(UsageError, match="there is a file"):
        write_file(path, NEW, replace=False)
    assert path.read_bytes() == OLD
    assert names(tmp_path) == ["result.json"]


def test_a_dangling_link_is_not_written_over_without_hard_links_either(tmp_path, monkeypatch):
    link = tmp_path / "link"

    def somebody_is_quicker(*_: object) -> None:
        link.symlink_to(tmp_path / "target")
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", somebody_is_quicker)
    with pytest.raises(UsageError, match="there is a file"):
        write_file(link, NEW, replace=False)
    assert os.readlink(link) == str(tmp_path / "target")
    assert names(tmp_path) == ["link"]


@pytest.mark.parametrize("replace", [False, True])
def test_a_name_that_is_too_long_is_said(tmp_path, replace):
    with pytest.raises(OutputError, match="could not be written: File name too long"):
        write_file(tmp_path / ("n" * 300), NEW, replace=replace)
