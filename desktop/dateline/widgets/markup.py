"""Text for where Qt reads markup."""


def tip(text: str) -> str:
    """A tool tip that says this text and wraps, which a plain one never does; nothing for none."""
    return f"<p>{escape(text)}</p>" if text else ""


def escape(text: str) -> str:
    """The text as markup that shows it. Python's own comes with a table of all entities, 3 ms of a start."""
    return (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("'", "&#x27;")
    )
