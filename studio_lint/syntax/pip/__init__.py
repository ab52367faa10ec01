"""Reader of requirement lines, as pip reads them."""
