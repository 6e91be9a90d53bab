"""What a run found, for tests of those who show it."""

from myna.bench.figures import About, Figures, Machine
from myna.bench.gaps import Spread
from myna.bench.rates import FirstToken, Rates
from myna.bench.talk import Talk


def figures(gap_ms: float = 500.0, plain_gap_ms: float | None = 2000.0, rate: float | None = 90.0) -> Figures:
    return Figures(
        About("1.0", Machine("Raspberry Pi 5", 4, 8 * 1024**3), "a-model", "a-voice", "an-ear"),
        Talk(
            questions=10,
            unheard=1,
            cut_off=0,
            gap_ms=Spread(gap_ms, gap_ms + 100),
            gap_after_endpoint_ms=Spread(gap_ms - 400, gap_ms - 300),
            skill_gap_after_endpoint_ms=None,
            skills_answered=0,
            stages_ms={"endpoint": Spread(400, 450), "first token": Spread(350, 420)},
            interruption_ms=12.3456789,
            overflows=0,
            underruns=0,
            ear_lag_ms=32.0,
            idle_cpu_percent=1.5,
            speech_cpu_percent=None,
        ),
        None if plain_gap_ms is None else Spread(plain_gap_ms, 2 * plain_gap_ms),
        Rates(rate, rate and 100.0, rate and rate / 100, FirstToken(20.0, 22.0), 1.1, 0.05, 0.1),
        peak_rss_bytes=500_000_000,
        start_seconds=1.25,
    )
