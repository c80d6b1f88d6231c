"""Files of own records for the tests: good ones, and some three hundred that would do harm if they could."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

GOOD = """\
code = "43-3011"
names = ["repo caller"]

[[notes]]
text = "Two employers here hire every spring."
source = "Staff of the center"
date = 2026-03-01

[[wages]]
area = "Hartford region"
source = "Survey of local employers"
date = 2026-02-10
annual_median = 47200
hourly_median = 22.69
employment = 120

[[links]]
title = "Local association of collectors"
url = "https://example.org/jobs"
"""
ADDED = """\
code = "43-3011.90"
names = ["benefits navigator"]
title = "Tribal benefits advisers"
group = "43-3010"
summary = "Help members of the nation apply for benefits."
tasks = ["Explain forms.", "Call the offices of the quorvex program."]
interests = { realistic = 1.5, investigative = 2, artistic = 1, social = 6.5, enterprising = 3, conventional = 5 }
job_zone = 3
education = "Associate's degree"
source = "Tribal career office"
date = 2026-01-15
"""
LONGEST_SECONDS = 2.0

_BAD_CHARACTERS = [
    0x01, 0x07, 0x08, 0x0B, 0x0C, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9B, 0xAD, 0x061C, 0x200B, 0x200D, 0x200E, 0x202E, 0x2028,
    0x2029,
    0x2066, 0x2069, 0xE000, 0xFEFF, 0xFFFF, 0xE0001,
]  # fmt: skip
_TEXTS = {
    "note": "Two employers here",
    "source": "Staff of the center",
    "area": "Hartford region",
    "link": "Local association",
    "name": "repo caller",
}
_NUMBERS = [
    "9" * 5000, "9" * 120, "9" * 25, "0x" + "f" * 5000, "-1",
    "nan", "+nan", "-nan", "inf", "-inf", "1e309", "-1e309", "1e" + "9" * 90,
    "47200.5", "1e-5", "true",
    '"47200"', "[47200]", "{}", "2026-01-01", "12:00:00", "0b1" + "0" * 99, "1__0", "047200", "47,200",
    "$47200", "9223372036854775808", "20000001",
]  # fmt: skip
_DATES = [
    "2026-02-30", "2026-13-01", "0000-01-01", "9999-12-31", "2026-03-01T00:00:00Z", "12:00:00",
    "20260301", '"tomorrow"', '"2026-3-1"',
    '"2026-03-01T"', '"\u0662\u0660\u0662\u0666-03-01"', "1899-12-31", '""', "true", "[]", '"2026-03-01\\n"',
]  # fmt: skip
_ADDRESSES = [
    "javascript:alert(1)", "file:///etc/passwd", "ftp://example.org", "data:text/html,x", "https://", "https://.", "https://-/x",
    "http:///x", "https:// x",
    "https://example.org/ x", "https://user:word@example.org", "//example.org", "example.org", "", " ", "HTTPS://example.org",
    "https://example.org/\\u001b[31m", "https://example.org/\\n", "https://[::1", "https://ex\u00e4mple.org", 'https://e.org/\\"><b>',
    "https://example.org/<script>", "https://example.org:999999/", "https://e.org/" + "x" * 600, "https://\u202egro.elpmaxe",
]  # fmt: skip
_CODES = [
    '""', '"43-3012"', '"43-0000"', '"00-0000"', '"43-3000"', '"43-3011.90"', '"43-3011.01"', '"99-9999"', "43", "true", "[]",
    '"43-3011\\n"', '"\u0664\u0663-3011"', '"../43-3011"', '"43-3011.900"', "'debt collector'", '"43-3011; DROP TABLE soc"',
]  # fmt: skip
_WHOLE = {
    "empty": b"",
    "spaces": b" \n\t\n",
    "comment alone": b"# nothing\n",
    "null bytes": b"\0" * 5000,
    "a null": GOOD.replace("Two", "\0Two").encode(),
    "utf-16": GOOD.encode("utf-16"),
    "utf-16-le": GOOD.encode("utf-16-le"),
    "utf-16-be": GOOD.encode("utf-16-be"),
    "utf-32": GOOD.encode("utf-32"),
    "latin-1": GOOD.replace("spring", "spr\u00efng").encode("latin-1"),
    "windows quotes": GOOD.replace("spring", "\u2018spring\u2019").encode("cp1252"),
    "cut in a letter": GOOD.replace("spring", "spr\u00efng").encode()[:110],
    "an overlong letter": GOOD.encode().replace(b"Two", b"\xc0\xaf"),
    "a surrogate in utf-8": GOOD.encode().replace(b"Two", b"\xed\xa0\x80"),
    "two byte order marks": b"\xef\xbb\xbf\xef\xbb\xbf" + GOOD.encode(),
    "returns alone": GOOD.replace("\n", "\r").encode(),
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "a zip": b"PK\x03\x04" + bytes(range(256)) * 40,
    "html": b"<!doctype html><title>404</title>",
    "json": b'{"code": "43-3011", "notes": []}',
    "one text": b'"' + b"a" * 200_000 + b'"',
    "long text": GOOD.replace("spring", "x" * 9000).encode(),
    "long note": GOOD.replace("spring", "x " * 1500).encode(),
    "long source": GOOD.replace("Staff", "x" * 201).encode(),
    "lines in a source": GOOD.replace('"Staff of the center"', '"Staff\\nof"').encode(),
    "too large": GOOD.encode() + b"#" * (256 * 1024),
    "quotes": b'x = "' + b'""' * 100_000,
    "triple quotes": b'x = """' + b'"" ' * 80_000,
    "escapes": b'x = "' + b"\\n" * 120_000 + b'"',
    "an open text": GOOD.encode() + b'x = """never closed',
    "an open quote": GOOD.replace("center", 'center"').encode(),
    "dotted key": b"a" + b".a" * 100_000 + b" = 1",
    "dotted table": b"[a" + b".a" * 100_000 + b"]",
    "quoted dotted key": b'"a"' + b'."a"' * 50_000 + b" = 1",
    "long key": b"a" * 200_000 + b" = 1",
    "many keys": b"".join(b"a%d = 1\n" % number for number in range(20_000)),
    "many tables": b"".join(b"[a%d]\n" % number for number in range(20_000)),
    "many lists": b"[[a]]\n" * 40_000,
    "many notes": (GOOD + '[[notes]]\ntext = "x"\nsource = "x"\ndate = 2026-01-01\n' * 101).encode(),
    "many names": GOOD.replace('"repo caller"', '"x", ' * 51).encode(),
    "many numbers": b"x = [" + b"1," * 100_000 + b"]",
    "many comments": b"#\n" * 120_000,
    "a key twice": GOOD.replace('source = "Staff', 'source = "x"\nsource = "Staff').encode(),
    "the code twice": b'code = "43-3011"\n' + GOOD.encode(),
    "a table twice": GOOD.encode() + b"[links]\n",
    "an unknown key": b"colour = 3\n" + GOOD.encode(),
    "an unknown figure": GOOD.replace("employment", "salary").encode(),
    "an unprintable key": b'"\\u001b[31m" = 3\n' + GOOD.encode(),
    "no code": GOOD.encode().partition(b"\n")[2],
    "a published title": GOOD.replace("\nnames", '\ntitle = "Kings"\nnames').encode(),
    "a published figure": GOOD.replace("\nnames", "\njob_zone = 5\nnames").encode(),
    "notes as a table": GOOD.replace("[[notes]]", "[notes]").encode(),
    "notes as a text": GOOD.replace("\nnames", '\nnotes = "x"\nnames').partition("[[notes]]")[0].encode(),
    "names as a text": GOOD.replace('["repo caller"]', '"repo caller"').encode(),
    "names of nothing": GOOD.replace('"repo caller"', "").encode(),
    "a name of signs": GOOD.replace("repo caller", "!!!").encode(),
    "a name of a number": GOOD.replace('"repo caller"', "3").encode(),
    "a name within": GOOD.replace('"repo caller"', '["repo caller"]').encode(),
    "no source": GOOD.replace('source = "Survey of local employers"\n', "").encode(),
    "no date": GOOD.replace("date = 2026-02-10\n", "").encode(),
    "no note date": GOOD.replace("date = 2026-03-01\n", "").encode(),
    "no figure": GOOD.replace("annual_median = 47200\nhourly_median = 22.69\nemployment = 120\n", "").encode(),
    "percentiles": GOOD.replace("employment = 120", "annual_p10 = 50000").encode(),
    "decimals": GOOD.replace("22.69", "22.695").encode(),
    "a tiny number": GOOD.replace("22.69", "1e-320").encode(),
    "no group": ADDED.replace('group = "43-3010"\n', "").encode(),
    "an unknown group": ADDED.replace("43-3010", "43-9990").encode(),
    "a major group": ADDED.replace("43-3010", "43-0000").encode(),
    "no summary": ADDED.replace("summary", "# ").encode(),
    "no day": ADDED.replace("date", "# ").encode(),
    "five interests": ADDED.replace("social = 6.5, ", "").encode(),
    "high interests": ADDED.replace("6.5", "9").encode(),
    "job zone 6": ADDED.replace("job_zone = 3", "job_zone = 6").encode(),
    "other education": ADDED.replace("Associate's", "Wizard's").encode(),
    "many tasks": ADDED.replace('"Explain forms."', '"x", ' * 31).encode(),
    "a title of signs": ADDED.replace("Tribal benefits advisers", "---").encode(),
}  # fmt: skip
# read as it stands: nothing is wrong with it
HARMLESS = {
    "good": GOOD.encode(),
    "added": ADDED.encode(),
    "windows lines": GOOD.replace("\n", "\r\n").encode(),
    "a byte order mark": b"\xef\xbb\xbf" + GOOD.encode(),
    "a quoted date": GOOD.replace("2026-03-01", '"2026-03-01"').encode(),
    "a period": GOOD.replace("date = 2026-02-10", 'period = "May 2025"').encode(),
    "markup": GOOD.replace("spring", "[x] [/x] :cd: <b> %s {} $(reboot) `id`").encode(),
    "lines in a note": GOOD.replace(
        '"Two employers here hire', '"""Two\nemployers here\thire'
    ).replace('spring."', 'spring."""').encode(),
    "the code alone": b'code = "43-3011"\n',
    "letters of the world": GOOD.replace("spring", "\u00f1and\u00fa \u4e2d\u6587 \U0001f600").encode(),
    "zero jobs": GOOD.replace("= 120", "= 0").encode(),
    "a whole number with a point": GOOD.replace("47200", "4.72e4").encode(),
    "underscores": GOOD.replace("47200", "47_200").encode(),
}  # fmt: skip


def bad_contents() -> dict[str, bytes]:
    """What a file may say and must not, by a name for it."""
    made = dict(_WHOLE)
    for opening in ("[", "{", "{a=", "[{a=", "[[", "{a.a="):
        for depth in (5, 500, 20_000):
            made[f"x = {opening} {depth} deep"] = b"x = " + opening.encode() * depth
    for number in _NUMBERS:
        made[f"a figure {number[:12]} of {len(number)}"] = GOOD.replace("47200", number).encode()
    for date in _DATES:
        made[f"a date {date}"] = GOOD.replace("2026-03-01", date).encode()
    for place, address in enumerate(_ADDRESSES):
        made[f"an address {place}"] = GOOD.replace("https://example.org/jobs", address).encode()
    for code in _CODES:
        made[f"a code {code}"] = GOOD.replace('"43-3011"', code).encode()
    for field, text in _TEXTS.items():
        for number in _BAD_CHARACTERS:
            made[f"U+{number:04X} in {field}"] = GOOD.replace(text, f"a\\U{number:08x}b").encode()
    for number in _BAD_CHARACTERS:
        made[f"U+{number:04X} raw"] = GOOD.replace("Two employers", f"a{chr(number)}[31mb").encode("utf-8", "surrogatepass")
    for escape in ("\\ud800", "\\udfff", "\\ud83d\\ude00", "\\U0000d800", "\\U00110000", "\\Uffffffff", "\\x41", "\\e"):
        made[f"{escape} in a text"] = GOOD.replace("Two", escape).encode()
    return made


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    here = os.getcwd()
    os.chdir(path.parent)  # the path of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(path.name)
    finally:
        os.chdir(here)


def _link(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def _huge(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(1 << 34)


BAD_KINDS: dict[str, Callable[[Path], None]] = {
    "a named pipe": _fifo,
    "a socket": _socket,
    "a folder": Path.mkdir,
    "a link to a record": lambda path: (path.with_name("elsewhere").write_text(GOOD), path.symlink_to("elsewhere"))[1],
    "a link to nowhere": _link("nowhere.txt"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to endless zeros": _link("/dev/zero"),
    "a link to a terminal": _link("/dev/tty"),
    "a link to a password file": _link("/etc/passwd"),
    "a link to a folder": _link("/"),
    "sixteen gibibytes": _huge,
}
BAD_NAMES = [
    b"caf\xe9.toml",
    b"\x1b[31mred.toml",
    b"line\nbreak.toml",
    "\u202ereverse.toml".encode(),
    b"x" * 250 + b".toml",
    b"-x.toml",
    b"[b].TOML",
]


def bad_inputs() -> Iterator[tuple[str, Callable[[Path], None]]]:
    """Every bad file: its name for people, and what makes it at a path."""
    for name, content in bad_contents().items():
        yield name, lambda path, content=content: (path.write_bytes(content), None)[1]
    yield from BAD_KINDS.items()
