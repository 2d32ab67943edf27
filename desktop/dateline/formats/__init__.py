"""File formats: each turns a file into a `Chronology`, or a `Chronology` into a file."""
