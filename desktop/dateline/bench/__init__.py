"""Measurements of the program on the machine it runs on, beside the floors of the same run."""
