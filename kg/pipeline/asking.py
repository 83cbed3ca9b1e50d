"""Take a person through questions, one after the other: decide, skip, undo."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from kg.pipeline.doubts import Doubt
from kg.pipeline.reviewing import DecisionFile


class Review:
    """The questions that `file` does not answer yet, as `who` goes through them."""

    def __init__(self, doubts: Sequence[Doubt], file: DecisionFile, who: str) -> None:
        decided = file.decided()
        self.doubts = [each for each in doubts if each.subject not in decided]
        self.at = 0
        self._file, self._who = file, who
        self._decided: list[bool] = []

    @property
    def current(self) -> Doubt | None:
        """The question that is asked; None after the last."""
        return self.doubts[self.at] if self.at < len(self.doubts) else None

    @property
    def outcome(self) -> str:
        """How many are decided, and how many not."""
        return f"{self._file.added} decided, {len(self.doubts) - self._file.added} open"

    def decide(self, *, yes: bool, why: str) -> None:
        """Decide the question that is asked, and go on to the next.

        Raises: InputError: where other decisions say the contrary; then it is asked still.
        """
        when = datetime.now(UTC).isoformat(timespec="seconds")
        self._file.add(self.doubts[self.at], yes=yes, who=self._who, when=when, why=why)
        self._decided.append(True)
        self.at += 1

    def skip(self) -> None:
        """Go on to the next question."""
        self._decided.append(False)
        self.at += 1

    def undo(self) -> bool:
        """Go back to the question before, and take its decision back; False at the first."""
        if not self._decided:
            return False
        if self._decided.pop():
            self._file.undo()
        self.at -= 1
        return True
