"""Programs that RUN lines use: their options, what they read and write, and how they receive code."""
