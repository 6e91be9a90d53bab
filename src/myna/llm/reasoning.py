"""What a reasoning model writes to itself before it answers: not for the listener. Pure."""

BEGINS, ENDS = "<think>", "</think>"


class Aloud:
    """Leaves out a leading ``<think>…</think>`` block, and the white space around it; its tags may come in pieces."""

    def __init__(self) -> None:
        self._held = ""
        self._thinking = False
        self._speaking = False

    def feed(self, piece: str) -> str:
        """The part of the text so far that can be spoken by now and was not yet returned."""
        if self._speaking:
            return piece
        self._held += piece
        while True:
            if self._thinking:
                _, end, after = self._held.partition(ENDS)
                if not end:
                    self._held = self._held[-len(ENDS) :]
                    return ""
                self._held, self._thinking = after, False
            self._held = self._held.lstrip()
            if BEGINS.startswith(self._held):
                return ""
            if not self._held.startswith(BEGINS):
                self._speaking = True
                return self._held
            self._held, self._thinking = self._held.removeprefix(BEGINS), True

    def rest(self) -> str:
        """What is left at the end: the beginning of a tag that was none."""
        return "" if self._speaking or self._thinking else self._held
