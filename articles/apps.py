"""The app's registration with Django."""

import sys
from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("On the Record")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Import the newsroom's own checks; one that cannot be imported stops the start with one line that says why."""
        for module in settings.NEWSROOM_CHECKS:
            try:
                import_module(module)
            except Exception as error:  # whatever a module does when it is imported
                said = " ".join(str(error).split())
                sys.exit(f"NEWSROOM_CHECKS: {module} cannot be imported: {type(error).__name__}: {said}")
