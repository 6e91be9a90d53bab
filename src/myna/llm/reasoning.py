"""Leaves out the reasoning that a model writes before its answer. Pure."""

BEGINS, ENDS = "<think>", "</think>"
"""The tags around the reasoning of DeepSeek R1, Qwen 3 and their like."""


class ReasoningFilter:
    """Removes leading ``<think>…</think>`` blocks and the white space around them; the tags may come in pieces."""

    def __init__(self) -> None:
        self._held_back = ""
        self._in_block = False
        self._after_block = False

    def feed(self, piece: str) -> str:
        """Take the next piece; the part of the answer that is certain now and was not yet returned."""
        if self._after_block:
            return piece
        self._held_back += piece
        while True:
            if self._in_block:
                _, end, after = self._held_back.partition(ENDS)
                if not end:
                    self._held_back = self._held_back[-len(ENDS) :]
                    return ""
                self._held_back, self._in_block = after, False
            self._held_back = self._held_back.lstrip()
            if BEGINS.startswith(self._held_back):
                return ""
            if not self._held_back.startswith(BEGINS):
                self._after_block = True
                return self._held_back
            self._held_back, self._in_block = self._held_back.removeprefix(BEGINS), True

    def rest(self) -> str:
        """The rest at the end of the stream: the beginning of what might have become a tag."""
        return "" if self._after_block or self._in_block else self._held_back
