"""Timers, alarms and reminders: what is set, when it is due, and where it is kept."""
