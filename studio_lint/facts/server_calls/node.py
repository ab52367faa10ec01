"""Calls that start a server in JavaScript and TypeScript.

Documentation of Node 22 (`server.listen`), Bun 1 (`Bun.serve`) and Deno 2 (`Deno.serve`), 2026-11.
"""

from __future__ import annotations

CALLS = ("listen", "serve")
METHODS = ("listen",)
"""Of these, the methods of an object; the others take an object with `port`."""
