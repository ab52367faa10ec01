"""What the image contains at each point of its build: paths, commands, users. The answers are yes, no and unknown."""
