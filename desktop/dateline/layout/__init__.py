"""Where everything of a timeline stands: pure numbers and texts, no Qt."""
