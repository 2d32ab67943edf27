"""What the window shows, as Qt models and one document; QtCore only."""
