"""Programs that RUN lines use: their options, what they read and write, how they are given code."""
