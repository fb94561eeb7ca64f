"""Limits for tests: seconds are dear."""

from stages.sandbox import Limits

SHORT = Limits(wall=1.5, cpu=1)
