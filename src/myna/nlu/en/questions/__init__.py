"""What English sentences of the classifier ask for, as values: one module for each group of skills."""

from myna.nlu.en.questions import bills, calendar_facts, clock, definitions, facts, notes, settings, sums, times, titles

__all__ = ["bills", "calendar_facts", "clock", "definitions", "facts", "notes", "settings", "sums", "times", "titles"]
