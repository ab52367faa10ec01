"""How what starts is changed so that it listens on the session's port."""
