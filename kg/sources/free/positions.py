"""Where characters stand in a text: line and column, as editors count them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_LINE_END = re.compile("\n")


@dataclass(frozen=True, slots=True)
class Lines:
    """A text, and the offsets at which its lines begin; a line ends with LF, and with no other sign."""

    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Lines:
        return cls(text, (0, *(each.end() for each in _LINE_END.finditer(text))))

    def at(self, offset: int) -> tuple[int, int]:
        r"""Return line and column of a character, both from 1.

        >>> Lines.of("Owls\nBats").at(5), Lines.of("Owls\fBats").at(5)
        ((2, 1), (1, 6))
        """
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1
