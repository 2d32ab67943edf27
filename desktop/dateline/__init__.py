"""Dateline: a viewer for sourced chronologies."""

__version__ = "0.1.0"
