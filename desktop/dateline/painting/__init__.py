"""How a scene is drawn: colours, type and the one painter for screen, file and paper."""
