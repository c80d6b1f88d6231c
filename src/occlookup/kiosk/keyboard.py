"""Bytes from a terminal as keys.

Owns what a key is, and that nothing but text, Enter and erasing means anything: arrows, function keys, control characters and
whatever else a terminal sends are read to their end and dropped.
"""

from __future__ import annotations

import codecs
from typing import Literal, NamedTuple

_ESCAPE = "\x1b"
# string sequences (DCS, SOS, OSC, PM, APC) go on to a bell or ESC \; none that is meant well is longer
_STRINGS = frozenset("PX]^_")
_LONGEST_SEQUENCE = 4096
# ESC ( B and the like: which characters the terminal shows
_INTERMEDIATE = frozenset(" !\"#$%&'()*+,-./")
_ENTER = frozenset("\r\n")
_ERASE = frozenset("\x7f\x08")
_ERASE_LINE = frozenset("\x03\x15")  # Ctrl-C, Ctrl-U
_ABORT = frozenset("\x18\x1a")  # CAN and SUB end a sequence (ECMA-48)


class Key(NamedTuple):
    """A key: a character of text, Enter, Backspace, one that takes the whole line back, or one that means nothing here."""

    kind: Literal["text", "enter", "erase", "erase_line", "other"]
    text: str = ""


_OTHER = Key("other")


class Keyboard:
    """Turns what a terminal sends, in its encoding, into keys; a sequence may come in pieces."""

    def __init__(self, encoding: str = "utf-8") -> None:
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._sequence = ""
        self._after_return = False

    def keys(self, data: bytes) -> list[Key]:
        """The keys in `data` and in what came before and was not yet whole."""
        return [key for key in map(self._key, self._decoder.decode(data)) if key is not None]

    def forget(self) -> None:
        """Drop what has begun and not ended: after a pause an ESC was the key of that name."""
        self._sequence = ""
        self._decoder.reset()

    def _key(self, char: str) -> Key | None:
        second_half, self._after_return = self._after_return and char == "\n", char == "\r"
        if second_half:  # of a line end that is two characters
            return None
        if char in _ENTER:
            # no sequence goes over a line end
            self._sequence = ""
            return Key("enter")
        if char in _ERASE_LINE:  # what has begun to be a sequence is taken back too
            self._sequence = ""
            return Key("erase_line")
        if self._sequence:
            return self._in_sequence(char)
        if char == _ESCAPE:
            self._sequence = char
            return None
        if "\x80" <= char <= "\x9f":  # C1: ESC and a letter in one
            self._sequence = _ESCAPE
            return self._in_sequence(chr(ord(char) - 0x40))
        if char in _ERASE:
            return Key("erase")
        # not printable: control characters, C1, bidirectional controls, surrogates, what is not assigned; and no valid bytes
        return Key("text", char) if char.isprintable() and char != "\ufffd" else _OTHER

    def _in_sequence(self, char: str) -> Key | None:
        self._sequence += char
        if char in _ABORT or self._is_whole(char) or len(self._sequence) > _LONGEST_SEQUENCE:
            self._sequence = ""
            return _OTHER
        return None

    def _is_whole(self, char: str) -> bool:
        begun = self._sequence[1]
        if begun in _STRINGS:
            return char == "\x07" or self._sequence.endswith((_ESCAPE + "\\", "\x9c"))
        if char == _ESCAPE:
            # another begins; also ESC ESC [ A: an arrow with Alt on some terminals
            self._sequence = _ESCAPE
            return False
        if begun == "[":
            # ESC [ [ A is F1 on the console of Linux; ESC [ M and three characters are of a mouse
            if self._sequence[2:3] in ("[", "M"):
                return len(self._sequence) == (4 if self._sequence[2] == "[" else 6)
            return len(self._sequence) > 2 and "@" <= char <= "~"
        if begun in _INTERMEDIATE:
            return "0" <= char <= "~"
        return begun != "O" or len(self._sequence) > 2
