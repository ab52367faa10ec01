"""What the image contains at each point of its build: paths, commands, users, with yes, no and not known as answers."""
