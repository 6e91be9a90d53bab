"""The table that a person reads."""

from collections.abc import Iterator, Mapping

from rich.table import Table

from myna.bench.figures import About, Figures
from myna.bench.gaps import Spread
from myna.models.sizing import GB, MB

Row = tuple[str, str, str]
"""The name of a figure as programs have it, what it is called, and its value."""


def heading(about: About) -> str:
    """What was measured, in a line."""
    machine = about.machine
    where = f"{machine.cpu}, {machine.cores} cores, {machine.memory_bytes / GB:.1f} GB"
    return f"{about.model}, {about.voice}, {about.speech_model}, on {where}"


def table(found: Figures, ratios: Mapping[str, float] | None) -> Table:
    """One line a figure; ``ratios`` are those against an earlier run, by name."""
    columns = ("", "") if ratios is None else ("", "", "times before")
    shown = Table(*columns, box=None, show_header=ratios is not None)
    for name, label, value in _rows(found):
        ratio = () if ratios is None else (f"{ratios[name]:.2f}" if name in ratios else "",)
        shown.add_row(label, value, *ratio)
    return shown


def _rows(found: Figures) -> Iterator[Row]:
    talk, rates = found.talk, found.rates
    yield from _spread("gap_ms", "end of speech to first sound", talk.gap_ms)
    yield from _spread("gap_after_endpoint_ms", "  without the endpoint's silence", talk.gap_after_endpoint_ms)
    skilled = talk.skill_gap_after_endpoint_ms
    yield from _spread("skill_gap_after_endpoint_ms", "  and without the language model", skilled)
    if found.plain_gap_ms is not None:
        yield from _spread("plain_gap_ms", "  of the plain chain", found.plain_gap_ms)
    if found.gap_ratio is not None:
        yield "gap_ratio", "  so many times longer", f"{found.gap_ratio:.1f}"
    yield "cut_off", "questions cut off, unheard", f"{talk.cut_off}, {talk.unheard} of {talk.questions}"
    for stage, one in talk.stages_ms.items():
        yield from _spread(f"stages_ms.{stage}", f"  {stage}, by the trace", one)
    yield "interruption_ms", "stop word to silence", _milliseconds(talk.interruption_ms)
    yield "overflows", "overflows, underruns", f"{talk.overflows}, {talk.underruns}"
    yield "ear_lag_ms", "longest lag of the listener", _milliseconds(talk.ear_lag_ms)
    if rates.decode_tokens_per_s and rates.bandwidth_limit_tokens_per_s and rates.decode_share:
        yield "decode_tokens_per_s", "tokens a second", f"{rates.decode_tokens_per_s:.1f}"
        limit = f"{rates.bandwidth_limit_tokens_per_s:.1f}, reached {rates.decode_share:.0%}"
        yield "bandwidth_limit_tokens_per_s", "  by the memory's bandwidth", limit
    first = rates.first_token_ms
    yield "first_token_ms.second", "first token, second turn", f"{first.second:.1f} ms"
    yield "first_token_ms.last", "  last turn", f"{first.last:.1f} ms, {rates.first_token_growth:.2f} times as long"
    yield "ear_rtf", "listener, for a second of speech", f"{rates.ear_rtf:.3f} s"
    yield "voice_rtf", "voice, for a second of speech", f"{rates.voice_rtf:.3f} s"
    yield "peak_rss_bytes", "peak memory", f"{found.peak_rss_bytes / MB:.0f} MB"
    yield "start_seconds", "start until it listens", f"{found.start_seconds:.2f} s"
    yield "idle_cpu_percent", "processor when idle, of a core", _percent(talk.idle_cpu_percent)
    yield "speech_cpu_percent", "  with speech in the room", _percent(talk.speech_cpu_percent)


def _spread(name: str, label: str, spread: Spread | None) -> Iterator[Row]:
    value = "not measured" if spread is None else f"p50 {spread.p50:.0f} ms, p95 {spread.p95:.0f} ms"
    yield f"{name}.p50", label, value


def _milliseconds(value: float | None) -> str:
    return "not measured" if value is None else f"{value:.0f} ms"


def _percent(value: float | None) -> str:
    return "not measured" if value is None else f"{value:.1f} %"
