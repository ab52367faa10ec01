"""`python -m studio_lint`."""

import sys

from studio_lint.cli import main

sys.exit(main())
