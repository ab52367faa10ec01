"""Which modules a Python has, and which ones packages of PyPI bring.

Sources: the lists of CPython's documentation ("Superseded modules", "What's New" of 3.10 to 3.14) and the metadata of
the packages on PyPI: those of 2026-11 (`pip install --dry-run --report`), and what older releases required besides.
To renew: look into `requires_dist` of the newest releases. A name too many keeps a rule silent, a missing one does not.
"""

from __future__ import annotations

WITH_PYTHON = frozenset(("pip", "setuptools", "pkg_resources", "wheel", "_distutils_hack", "easy_install"))
"""Modules that the official images install besides Python itself."""

_OLD = """
aifc asynchat asyncore audioop binhex cgi cgitb chunk crypt distutils formatter imghdr imp lib2to3 macpath mailcap
msilib nis nntplib ossaudiodev parser pipes smtpd sndhdr spwd sunau symbol symtable telnetlib this uu xdrlib
"""
_NEW = (
    "_colorize annotationlib compression concurrent.interpreters graphlib pathlib string.templatelib tomllib zoneinfo"
)
OTHER_VERSIONS = frozenset((*_OLD.split(), *_NEW.split()))
"""Modules of the standard library of some versions only."""

MAY_BRING = {
    "aiohttp": "aiohttp",
    "beautifulsoup4": "bs4",
    "black": "",
    "boto3": "boto3 requests",
    "bottle": "bottle",
    "click": "",
    "dash": "dash flask plotly requests pydantic",
    "django": "django",
    "duckdb": "duckdb numpy pandas",
    "fastapi": "fastapi starlette pydantic httpx uvicorn yaml dotenv",
    "flask": "flask",
    "flask-cors": "flask",
    "gunicorn": "gunicorn",
    "h5py": "h5py numpy",
    "httpx": "httpx",
    "jinja2": "",
    "lxml": "lxml",
    "matplotlib": "matplotlib numpy PIL tornado",
    "numpy": "numpy",
    "openpyxl": "openpyxl",
    "pandas": "pandas numpy",
    "pillow": "PIL",
    "pip": "",
    "plotly": "plotly requests numpy",
    "polars": "polars numpy",
    "psutil": "",
    "psycopg2": "psycopg2",
    "psycopg2-binary": "psycopg2",
    "pymongo": "pymongo",
    "pytest": "",
    "python-dotenv": "dotenv",
    "pyyaml": "yaml",
    "redis": "redis",
    "requests": "requests",
    "scikit-learn": "sklearn numpy scipy",
    "scipy": "scipy numpy",
    "seaborn": "seaborn numpy pandas matplotlib scipy PIL tornado",
    "setuptools": "",
    "six": "",
    "sqlalchemy": "sqlalchemy",
    "tornado": "tornado",
    "tqdm": "",
    "uvicorn": "uvicorn",
    "uvicorn[standard]": "uvicorn dotenv yaml",
    "virtualenv": "",
    "waitress": "waitress",
    "werkzeug": "",
    "wheel": "",
}
"""Project (PEP 503), with its extras → the modules of `JUDGED` that it and all that it requires may bring."""

PROJECTS = {
    "bs4": "beautifulsoup4",
    "cv2": "opencv-python-headless",
    "dotenv": "python-dotenv",
    "PIL": "pillow",
    "psycopg2": "psycopg2-binary",
    "sklearn": "scikit-learn",
    "yaml": "pyyaml",
}
"""Module → the project to install for it, where the names differ."""

_ALSO = """
altair anthropic bokeh celery cv2 dask folium geopandas gradio keras langchain lightgbm marimo mysql networkx nicegui
nltk numba openai panel pymysql rasterio scrapy selenium shiny spacy statsmodels streamlit sympy tensorflow torch
transformers xarray xgboost
"""
JUDGED = frozenset((*(name for names in MAY_BRING.values() for name in names.split()), *_ALSO.split()))
"""Modules of which it is known that none of these projects brings them unless the table says so."""

PATH_NAMES = ("PYTHONPATH", "PYTHONHOME", "PYTHONUSERBASE", "system-site-packages", "sys.path")
"""Where one of these stands, Python may look in other folders too."""

OTHER_PYTHONS = ("venv", "virtualenv", "pipx", "python3-")
"""Where one of these stands, programs may be started by another Python than the image's own."""

ENDINGS = ("", ".py", ".pyc", ".so", ".abi3.so")
"""How the file or folder of a module ends."""
