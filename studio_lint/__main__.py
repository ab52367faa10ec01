"""`python -m studio_lint`."""

import sys

from studio_lint.console.cli import main

sys.exit(main())
