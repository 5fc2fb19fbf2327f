#!/usr/bin/env python
"""Run a command of the project: `python manage.py help`."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import DatabaseError

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        execute_from_command_line(sys.argv)
    except DatabaseError as error:
        if "--traceback" in sys.argv:
            raise
        said = (str(error).strip() or type(error).__name__).splitlines()[0]
        sys.exit(f"The database: {said}\nDoes it answer at DATABASE_URL, and has `python manage.py migrate` been run?")
