"""Where files lie: originals are private and have no address; only renditions are ever served (D12)."""

from django.core.files.storage import Storage, storages


def originals() -> Storage:
    """Return the store of files as they were uploaded, the `originals` alias of STORAGES."""
    return storages["originals"]


def renditions() -> Storage:
    """Return the store of derived pictures, the `default` alias of STORAGES."""
    return storages["default"]
