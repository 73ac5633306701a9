"""Loads the demonstration timetable."""
