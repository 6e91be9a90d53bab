"""Timers, alarms and reminders: which are set, when each is due, and the file that keeps them."""
