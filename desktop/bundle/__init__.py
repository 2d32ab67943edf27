"""Makes the installed program: what go.py's `package` runs. Not part of what it installs."""
