"""What is typed to get out of the kiosk: no process starts, no file appears, and only what the kiosk itself draws is drawn."""

from __future__ import annotations

import random
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

import pytest

from command_lines import FULL
from kiosk.driving import CLEAR, Kiosk, children_of, tree
from occlookup.kiosk.words import VERBS

KIOSKS = 8
PAYLOADS, LINES = (100_000, 5_000) if FULL else (96, 120)

# all that the kiosk writes besides text: the clearing of the screen, the other screen, styles, the end of a line
_OWN = re.compile(r"\x1b\[H\x1b\[2J\x1b\[3J|\x1b\[\?1049[hl]|\x1b\[(?:0|1|2|36)m|\x1b\[K")
_UNWANTED = re.compile("[\x00-\x07\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_FAULT = re.compile(r"Traceback|site-packages|That did not work|occlookup/")

_FINAL = "@ABCDEFGHJKLMPSTXZ`abcdefghilmnopqrstux~"
PLAIN_ESCAPES = [f"\x1b{char}" for char in "78=>cDEHMNOZ#%()*+nol|}~6"]
CSI = [f"\x1b[{numbers}{final}" for numbers, final in product(["", "2", "1;1", "?25", "?1049", "?2004", "38;5;1"], _FINAL)]
STRINGS = [
    f"{begin}{content}{end}"
    for begin, content, end in product(
        ["\x1b]0;", "\x1b]2;", "\x1b]4;0;", "\x1b]8;;", "\x1b]52;c;", "\x1bP", "\x1bP+q", "\x1b_", "\x1b^", "\x1bX"],
        ["title", "?", "http://a.b/\x07c", "`id`", "bHMK", "x" * 300],
        ["\x07", "\x1b\\", "\x9c", "\x18", ""],
    )
]  # fmt: skip
EIGHT_BIT = [
    f"{char}{rest}" for char, rest in product("\x84\x85\x8d\x8e\x8f\x90\x9b\x9c\x9d\x9e\x9f", ["", "2J", "0;t\x07", "?1h"])
]
HIDDEN = [f"nurse{char}" for char in "\x00\x08\x7f\u200b\u200e\u202e\u2066\u2069\ufeff\u00ad\ud7ff\ue000\U000e0041\U0010ffff"]
_WORDS = """
!sh
:!sh
$(id)
`id`
; id
| sh
&& sh
|| sh
> /tmp/x
< /etc/passwd
../../etc/passwd
/bin/sh
file:///etc/passwd
http://localhost/
~root
~+
*
?
[a-z]*
%n%n%n
{0.__class__}
${PATH}
%(id)s
__import__('os').system('sh')
os.system('sh')
exec sh
import os
quit()
exit()
help()
python
sh
bash
vi
less
more /etc/passwd
man ls
less +!sh
ls
cat
config set state CT
show 43-3011 --json
data build --to /tmp
handout -o /tmp/x
completion bash
--help
-o x
quiz --save /tmp/x
set-pin x
kiosk
'; DROP TABLE soc; --
MATCH '*'
NEAR(a b)
a AND b
a*
'
[red]x[/red]
:smile:
^C
^Z
keep 99999999999999999999
keep -1
compare 1 1 1
0
-1
1e9
１
٣
1.5
keep two
drop 0
pay near /etc
state ../..
"""
WORDS = [
    *_WORDS.split("\n")[1:-1], '" OR 1=1', '"', "\\", "\\x1b[2J", "pay near " + "a" * 240, "state " + "%" * 200,
    "compare " + " ".join(map(str, range(1, 80))),
]  # fmt: skip
ALL = [*PLAIN_ESCAPES, *CSI, *STRINGS, *EIGHT_BIT, *HIDDEN, *WORDS]


_OWN_WORDS = [*VERBS, "ohio", "nurse", "near", *"12349"]


class Watch:
    """Looks for processes that a kiosk has started, all the time."""

    def __init__(self, kiosk: Kiosk) -> None:
        self.seen: set[str] = set()
        self._pid = kiosk.pid
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stop.wait(0.002):
            self.seen.update(children_of(self._pid))


def send_all(home: Path, payloads: list[bytes], options: tuple[str, ...] = ()) -> None:
    """Send payload after payload to one kiosk, each with Enter and each until it is answered."""
    with Kiosk(home, *options) as kiosk, Watch(kiosk) as watch:
        kiosk.type("nurse")
        for payload in payloads:
            kiosk.read()
            kiosk.send(payload)
            time.sleep(0.01)
            kiosk.send("\r")
            kiosk.wait_for_prompt()
            told = f"after {payload!r}:\n{kiosk.screen}"
            assert not _FAULT.search(kiosk.screen), told
        kiosk.type("stop")  # the quiz, where it is there
        assert "Plumbers" in kiosk.type("47-2152")
        assert watch.seen == set()
        unwanted = _UNWANTED.findall(_OWN.sub("", kiosk.said))
        assert unwanted == []
        assert kiosk.said.count(CLEAR) > len(payloads)


def share(items: list[bytes]) -> list[list[bytes]]:
    return [items[start::KIOSKS] for start in range(KIOSKS)]


@pytest.mark.slow
def test_escape_sequences_and_words_of_other_programs(tmp_path):
    assert len(ALL) >= 500 and len(set(ALL)) == len(ALL)
    chance = random.Random(3)
    payloads = [payload.encode("utf-8", "surrogatepass") for payload in ALL]
    payloads = payloads if len(payloads) <= PAYLOADS else chance.sample(payloads, PAYLOADS)
    before = tree(tmp_path)
    with ThreadPoolExecutor(KIOSKS) as pool:
        for done in [pool.submit(send_all, tmp_path, part) for part in share(payloads)]:
            done.result()
    assert tree(tmp_path) == before


def random_line(chance: random.Random) -> bytes:
    """A line of a kind drawn by chance: bytes, characters, words of the list, pieces of escape sequences."""
    kind = chance.randrange(5)
    if kind == 0:
        line = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 80)))
    elif kind == 1:
        line = "".join(
            chr(chance.choice((chance.randrange(32, 127), chance.randrange(160, 0x3000)))) for _ in range(30)
        ).encode()
    elif kind == 2:
        line = " ".join(chance.choices(_OWN_WORDS, k=chance.randrange(1, 5))).encode()
    elif kind == 3:
        line = b"".join(chance.choices([b"\x1b", b"[", b"]", b"0;", b"P", b"\x07", b"~", b"A", b"x" * 50, b"\x9b"], k=9))
    else:
        line = chance.choice(ALL).encode("utf-8", "surrogatepass") * chance.randrange(1, 4)
    # a line end would be another line, and an answer of its own
    return line.replace(b"\r", b" ").replace(b"\n", b" ")


@pytest.mark.slow
def test_random_lines(tmp_path):
    chance = random.Random(5_000)
    lines = [random_line(chance) for _ in range(LINES)]
    before = tree(tmp_path)
    with ThreadPoolExecutor(KIOSKS) as pool:
        for done in [pool.submit(send_all, tmp_path, part, ("--state", "CT")) for part in share(lines)]:
            done.result()
    assert tree(tmp_path) == before
