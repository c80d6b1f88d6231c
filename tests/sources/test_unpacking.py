"""Archives that do harm, or are damaged, are refused by name; all else comes out as it went in."""

from __future__ import annotations

import io
import os
import random
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from occlookup.sources import archives, unpacking
from occlookup.sources.unpacking import expand

DATA = Path(__file__).parents[3] / "shared" / "data"
WORKBOOK = DATA / "soc-2018" / "soc_structure_2018.xlsx"


def archive(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as made:
        for name, content in members:
            made.writestr(name, content)
    return stream.getvalue()


def member(name: str, *, mode: int = 0, flags: int = 0, method: int = zipfile.ZIP_STORED) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    info.flag_bits = flags
    info.compress_type = method
    return info


def renamed(content: bytes, old: bytes, new: bytes) -> bytes:
    """The archive with another name of the same length, which zipfile itself would not write."""
    assert len(old) == len(new) and content.count(old) == 2
    return content.replace(old, new)


@pytest.fixture
def opened(tmp_path: Path) -> Callable[..., list[Path]]:
    """Expand a file of this content."""

    def expand_file(content: bytes, name: str = "release.zip") -> list[Path]:
        path = tmp_path / "given" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        into = tmp_path / "into"
        into.mkdir(exist_ok=True)
        return expand([path], into, lambda *words: None)

    return expand_file


def below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def test_a_release_comes_out_as_it_went_in(opened, tmp_path):
    names = ["Job Zones.txt", "Skills.xlsx", "Read Me.txt"]
    contents = {name: (DATA / "onet-29.3" / name).read_bytes() for name in names}
    found = opened(archive(("db_29_3_text/", b""), *((f"db_29_3_text/{name}", content) for name, content in contents.items())))
    assert [path.name for path in found] == names
    assert {path.name: path.read_bytes() for path in found} == contents
    assert below(tmp_path / "into") == {f"release.zip/db_29_3_text/{name}" for name in names}


def test_a_workbook_stays_as_it_is(tmp_path):
    assert expand([WORKBOOK], tmp_path, lambda *words: None) == [WORKBOOK]
    assert below(tmp_path) == set()


def test_every_workbook_of_the_releases_passes(tmp_path):
    found = expand([DATA], tmp_path, lambda *words: None)
    assert {path.relative_to(DATA) for path in found} == {path.relative_to(DATA) for path in DATA.rglob("*") if path.is_file()}


def test_an_archive_in_an_archive_is_unpacked_and_one_in_that_is_not(opened, tmp_path):
    inner = archive(("oesm25nat/national.xlsx", WORKBOOK.read_bytes()), ("oesm25nat/note.txt", b"note"))
    found = opened(archive(("oesm25nat.zip", inner), ("oesm25st.zip", inner)))
    assert [path.name for path in found] == ["national.xlsx", "note.txt"] * 2
    assert [path.read_bytes() for path in found] == [WORKBOOK.read_bytes(), b"note"] * 2
    assert not list((tmp_path / "into").rglob("oesm25*.zip/oesm25*.zip"))
    with pytest.raises(ValueError, match=r"again\.zip: a\.zip: b\.zip: is an archive in an archive in an archive"):
        opened(archive(("a.zip", archive(("b.zip", inner)))), "again.zip")


def test_archives_of_one_name_do_not_mix(tmp_path):
    for folder in "ab":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.zip").write_bytes(archive(("x.txt", folder.encode())))
    (tmp_path / "into").mkdir()
    found = [
        file for folder in "ab" for file in expand([tmp_path / folder], tmp_path / "into", lambda *words: None)
    ]  # as two calls: the folders are told apart all the same
    assert [path.read_bytes() for path in found] == [b"a", b"b"]


@pytest.mark.parametrize(
    "name, what",
    [
        ("../x.txt", "leads out of the archive"),
        ("a/../../x.txt", "leads out of the archive"),
        ("a/.. /x.txt", "leads out of the archive"),
        ("..", "leads out of the archive"),
        ("/etc/x.txt", "absolute name"),
        ("//host/x.txt", "absolute name"),
        ("C:/x.txt", "drive letter"),
        ("c:x.txt", "drive letter"),
        ("a.txt:stream", "colon"),
        ("a\\b.txt", "backslash"),
        ("..\\b.txt", "backslash"),
        ("n" * 201, "too long"),
        ("/".join("n" * 20), "too long"),
        ("x/" + "é" * 101, "too long"),
    ],
)
@pytest.mark.parametrize("workbook", [False, True])
def test_a_name_that_leads_elsewhere_is_refused(opened, tmp_path, name, what, workbook):
    parts = [("[Content_Types].xml", b"")] if workbook else []
    with pytest.raises(ValueError, match=what) as fault:
        opened(archive(*parts, ("fine.txt", b"x"), (name, b"x")))
    assert str(fault.value).startswith("release.zip: ") and "\n" not in str(fault.value)
    assert below(tmp_path / "into") == set() and below(tmp_path) == {"given/release.zip"}


def test_a_name_with_a_null_character_is_refused(opened):
    content = renamed(archive(("fine.txt.exe", b"x")), b"fine.txt.exe", b"fine.txt\0exe")
    with pytest.raises(ValueError, match="null character"):
        opened(content)


@pytest.mark.parametrize(
    "name, written",
    [
        ("a\x1b[31mb.txt", "a_[31mb.txt"),
        ("a\u202eb.txt", "a_b.txt"),
        ("./a//b.txt", "a/b.txt"),
        ('a?"<b>|*.txt', "a___b___.txt"),
        ("con.txt", "_con.txt"),
        ("end. ", "end._"),
        ("cafe\u0301.txt", "caf\u00e9.txt"),
    ],
)
def test_a_name_is_made_fit_to_be_written_and_shown(opened, tmp_path, name, written):
    assert [path.relative_to(tmp_path / "into" / "release.zip").as_posix() for path in opened(archive((name, b"x")))] == [
        written
    ]


@pytest.mark.parametrize(
    "info, what",
    [
        (member("a", mode=stat.S_IFLNK | 0o777), "is a link"),
        (member("a", mode=stat.S_IFIFO | 0o644), "no plain file"),
        (member("a", mode=stat.S_IFCHR | 0o644), "no plain file"),
        (member("a", method=zipfile.ZIP_LZMA), "packed in a way"),
        (member("a", method=zipfile.ZIP_BZIP2), "packed in a way"),
    ],
)
def test_a_member_that_is_no_plain_file_is_refused(opened, tmp_path, info, what):
    with pytest.raises(ValueError, match=f"release.zip: a .*{what}"):
        opened(archive((info, b"/etc/passwd")))
    assert below(tmp_path / "into") == set()


@pytest.mark.parametrize("bit", [0x1, 0x40, 0x2000])
def test_an_encrypted_member_is_refused(opened, bit):
    content = bytearray(archive(("secret.txt", b"x")))
    at = content.index(b"PK\x01\x02") + 8
    content[at : at + 2] = struct.pack("<H", bit)
    with pytest.raises(ValueError, match=r"release\.zip: secret\.txt is encrypted"):
        opened(bytes(content))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    "names, what",
    [
        (("a.txt", "a.txt"), "twice"),
        (("a.txt", "A.TXT"), "twice"),
        (("stra\u00dfe", "STRASSE"), "twice"),
        (("caf\u00e9", "cafe\u0301"), "twice"),
        (("a?", "a*"), "twice"),
        (("a", "a/b"), "a file and a folder"),
        (("A/b", "a"), "a file and a folder"),
    ],
)
def test_members_that_would_be_one_file_are_refused(opened, tmp_path, names, what):
    with pytest.raises(ValueError, match=what):
        opened(archive(*((name, b"x") for name in names)))
    assert below(tmp_path / "into") == set()


def test_a_dense_archive_is_a_bomb(opened, tmp_path):
    bomb = archive(("zeros.txt", bytes(80 << 20)))
    assert len(bomb) < (80 << 20) // 200
    with pytest.raises(ValueError, match=r"release\.zip: unpacks to more than 200 times its size"):
        opened(bomb)
    assert below(tmp_path / "into") == set()
    with pytest.raises(ValueError, match="200 times"):
        opened(archive(("[Content_Types].xml", b""), ("xl/sheet.xml", bytes(80 << 20))), "bomb.xlsx")
    with pytest.raises(ValueError, match=r"release\.zip: inner\.zip: unpacks to more than 200 times"):
        opened(archive(("inner.zip", bomb), ("noise", random.Random(1).randbytes(1000))))


def test_a_bomb_that_lies_about_its_size_ends_early(opened, tmp_path):
    """The directory says ten bytes, the data hold 80 MiB."""
    content = archive(("zeros.txt", bytes(80 << 20)))
    lying = content.replace(struct.pack("<I", 80 << 20), struct.pack("<I", 10))
    with pytest.raises(ValueError, match=r"release\.zip: zeros\.txt is damaged"):
        opened(lying)
    assert sum(path.stat().st_size for path in (tmp_path / "into").rglob("*") if path.is_file()) <= 10


def test_the_bytes_that_come_out_are_counted_too(opened, tmp_path, monkeypatch):
    """Without the look at the directory the bomb is stopped where its bytes pass the limit."""
    monkeypatch.setattr(archives, "check_size", lambda *words: None)
    with pytest.raises(ValueError, match="200 times"):
        opened(archive(("zeros.txt", bytes(80 << 20))))
    assert sum(path.stat().st_size for path in (tmp_path / "into").rglob("*") if path.is_file()) <= 64 << 20


def test_all_archives_together_have_a_limit(opened, monkeypatch):
    monkeypatch.setattr(unpacking, "MOST_BYTES", 5_000_000)
    noise = random.Random(2).randbytes(3_000_000)
    inner = archive(("noise", noise))
    with pytest.raises(ValueError, match="all that is unpacked is more than"):
        opened(archive(("a.zip", inner), ("b.zip", inner)))


def test_members_that_share_their_bytes_are_a_bomb(opened):
    """A thousand entries of the directory for one kernel, as in the bombs that overlap."""
    kernel = archive(("k.txt", bytes(1 << 20)))
    local, rest = kernel[: kernel.index(b"PK\x01\x02")], kernel[kernel.index(b"PK\x01\x02") :]
    entry = rest[: rest.index(b"PK\x05\x06")]
    directory = b"".join(entry.replace(b"k.txt", b"%05d" % number) for number in range(1000))
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1000, 1000, len(directory), len(local), 0)
    with pytest.raises(ValueError, match="overlaps another member"):
        opened(local + directory + end)


def test_too_many_members_are_refused(opened):
    with pytest.raises(ValueError, match="has 2,001 members"):
        opened(archive(*((f"{number}.txt", b"") for number in range(2001))))


def test_a_directory_without_end_is_not_read(opened):
    """Half a million entries of nothing would take gigabytes as objects."""
    entry = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    directory = entry * 100_000
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 65535, 65535, len(directory), 4, 0)
    with pytest.raises(ValueError, match=r"release\.zip: is damaged: its directory is too large"):
        opened(b"PK\x03\x04" + directory + end)


@pytest.mark.parametrize(
    "name, content, what",
    [
        ("a.zip", b"<!DOCTYPE html><html>Access denied</html>", "is called an archive but is a web page"),
        ("a.zip", b"\xef\xbb\xbf \n<HTML>", "is called an archive but is a web page"),
        ("a.zip", b"", "is called an archive but is empty"),
        ("A.ZIP", b"Rar!\x1a\x07\x00", "is called an archive but is no archive"),
        ("a.xlsx", b"<html></html>", "is called a workbook but is a web page"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is called a workbook but is no workbook"),
    ],
)
def test_what_only_claims_to_be_an_archive_is_refused(opened, name, content, what):
    with pytest.raises(ValueError, match=f"{name}: {what}"):
        opened(content, name)


def test_a_text_file_passes_and_an_archive_is_one_whatever_its_name(opened):
    assert [path.name for path in opened(b"a\tb\n", "oe.data.txt")] == ["oe.data.txt"]
    assert [path.name for path in opened(archive(("x.txt", b"x")), "download")] == ["x.txt"]


def test_a_damaged_archive_is_never_taken(opened):
    """Every cut, and a thousand flipped bytes: the content as it was, or a ValueError that names the archive."""
    content = archive(("a.txt", b"first " * 50), ("b/c.txt", b"second " * 50))
    right = [b"first " * 50, b"second " * 50]
    chance = random.Random(3)
    spoiled = [content[:length] for length in range(len(content))]
    for _ in range(1000):
        one = bytearray(content)
        for _ in range(chance.choice((1, 1, 2, 8))):
            one[chance.randrange(len(one))] = chance.randrange(256)
        spoiled.append(bytes(one))
    refused = 0
    for one in spoiled:
        try:
            contents = [path.read_bytes() for path in opened(one)]
        except ValueError as fault:
            refused += 1
            assert str(fault).startswith("release.zip: ") and str(fault).isprintable()
        else:
            assert contents in (right, right[::-1]) or len(contents) < 2  # an entry lost with the directory's count
    assert refused > len(content)


def test_a_wrong_check_sum_is_told_with_the_member(opened):
    content = archive((member("a.txt"), b"some words"))
    with pytest.raises(ValueError, match=r"release\.zip: a\.txt is damaged: Bad CRC-32"):
        opened(content.replace(b"some words", b"same words"))


def test_a_member_shorter_than_said_is_told(opened):
    content = bytearray(archive(("a.txt", b"some words")))
    for signature, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = content.index(signature) + at
        content[start : start + 4] = struct.pack("<I", 500)
    with pytest.raises(ValueError, match=r"a\.txt (is damaged|has 10 bytes and not the 500)"):
        opened(bytes(content))


def test_a_folder_is_walked_and_nothing_leads_out_of_it(tmp_path):
    folder, outside = tmp_path / "folder", tmp_path / "outside"
    for place in (folder / "b", folder / ".git", outside):
        place.mkdir(parents=True)
    for place in ("2.txt", "b/1.txt", ".hidden", ".git/x", "~$book.xlsx", ".~lock.book.xlsx#", "Thumbs.db"):
        (folder / place).write_bytes(b"x")
    (outside / "secret.txt").write_bytes(b"secret")
    (folder / "link.txt").symlink_to(outside / "secret.txt")
    (folder / "link").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe")
    found = expand([folder, folder / "b" / "1.txt"], tmp_path, lambda *words: None)
    assert [path.relative_to(folder).as_posix() for path in found] == ["2.txt", "b/1.txt"]
    # what a person names is meant
    assert expand([folder / "link.txt"], tmp_path, lambda *words: None) == [folder / "link.txt"]


def test_what_is_hidden_in_an_archive_is_passed_over(opened):
    found = opened(archive(("__MACOSX/._a.txt", b"x"), (".DS_Store", b"x"), ("a.txt", b"x")))
    assert [path.name for path in found] == ["a.txt"]


def test_what_is_neither_file_nor_folder_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    cases = {tmp_path / "pipe": "neither a file nor a folder", Path("/dev/zero"): "neither a file nor a folder"}
    cases |= {tmp_path / "none": "no such file or folder", tmp_path / "loop": "symbolic links", Path("a\0b"): "no name"}
    for path, what in cases.items():
        with pytest.raises(ValueError, match=what):
            expand([path], tmp_path, lambda *words: None)


def test_a_home_folder_given_by_mistake_is_refused(tmp_path, monkeypatch):
    for number in range(12):
        (tmp_path / f"{number}.txt").write_bytes(b"")
    monkeypatch.setattr(unpacking, "MOST_FILES", 10)
    with pytest.raises(ValueError, match="more than 10 files"):
        expand([tmp_path], tmp_path / "into", lambda *words: None)
    monkeypatch.setattr(unpacking, "_MOST_ENTRIES", 5)
    with pytest.raises(ValueError, match="more than 5 files and folders"):
        expand([tmp_path], tmp_path / "into", lambda *words: None)
    deep = tmp_path / "deep" / "/".join("d" * 20)
    deep.mkdir(parents=True)
    monkeypatch.undo()
    with pytest.raises(ValueError, match="lies too deep"):
        expand([tmp_path / "deep"], tmp_path / "into", lambda *words: None)


def test_a_full_disk_is_no_damage(opened, monkeypatch):
    def full(self: Path, *words: object, **named: object) -> object:
        raise OSError(28, "No space left on device")

    content = archive(("a.txt", b"x"))
    monkeypatch.setattr(Path, "mkdir", full)
    with pytest.raises(OSError, match="No space left"):
        opened(content)


def test_progress_tells_the_bytes(tmp_path):
    noise = random.Random(4).randbytes(9 << 20)
    (tmp_path / "a.zip").write_bytes(archive(("noise", noise), method=zipfile.ZIP_STORED))
    (tmp_path / "into").mkdir()
    steps: list[tuple[str, int, int]] = []
    expand([tmp_path / "a.zip"], tmp_path / "into", lambda *words: steps.append(words))
    assert steps and all(0 < done <= total == 9 << 20 for _, done, total in steps)
    assert {name for name, _, _ in steps} == {"Unpacking a.zip"}
