"""`python -m studio_lint`.

Python puts the current folder first on the search path here, and that folder may be a stranger's repository, whose
`yaml.py` is not ours. `python -I -m studio_lint` is the form that is safe even where a folder `studio_lint` lies there.
"""

import sys

if not sys.flags.isolated:
    import os

    # Not where this very package was found in it, as in a source tree that is not installed.
    here = os.getcwd()
    if not __file__.startswith(os.path.join(here, "studio_lint")):
        sys.path[:] = [entry for entry in sys.path if entry not in ("", here)]

from studio_lint.console.cli import main

sys.exit(main())
