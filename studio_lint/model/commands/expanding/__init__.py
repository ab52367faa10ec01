"""What a shell puts in the place of words: values, paths, the output of commands."""
