"""Measures who is spoken to behind an answer: ``python scripts/follow_ups.py`` prints two shares.

The sentences of ``follow_ups.yaml`` are judged as text, without the level of a voice: what is overheard should be let
go, and what belongs to the answer answered.
"""

import argparse
from pathlib import Path

import yaml

from myna.app.understand import NoAssistant
from myna.config import Config
from myna.nlu.asking import asking
from myna.session.addressee import FollowUp, let_go
from myna.skills.registry import build_all_skills
from myna.timers.manager import TimerManager

SENTENCES = Path(__file__).with_name("follow_ups.yaml")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true", help="list what is judged wrongly")
    options = parser.parse_args()
    config = Config()
    skills, _ = build_all_skills(config, NoAssistant(), TimerManager(None, lambda _: None))
    asks = asking(config.language)
    for kind, sentences in yaml.safe_load(SENTENCES.read_text(encoding="utf-8")).items():
        gone = [
            sentence
            for sentence in sentences
            if let_go(FollowUp(skills.decide(sentence), None if asks is None else asks(sentence)))
        ]
        print(f"{kind}: {len(gone)} of {len(sentences)} are let go ({len(gone) / len(sentences):.0%})")
        if options.show:
            wrong = set(sentences) - set(gone) if kind == "overheard" else set(gone)
            print(*sorted(wrong), sep="\n")


if __name__ == "__main__":
    main()
