"""Start commands that end although the session should go on."""
