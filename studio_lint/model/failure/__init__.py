"""Why a build or a start failed, and where in the user's files that is."""
