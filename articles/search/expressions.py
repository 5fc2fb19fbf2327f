"""Columns that the database has and Django's models do not."""

from django.db.models import Field, Model
from django.db.models.expressions import Col


def undeclared(model: type[Model], alias: str, name: str, field: Field) -> Col:
    """Return the column `name` of the table that a query of `model` calls `alias`, as a value of the kind of `field`.

    The alias follows when Django renames it, as in a subquery.
    """
    field.set_attributes_from_name(name)
    field.model = model
    return Col(alias, field)
