"""The build context as BuildKit sees it."""
