"""Pictures: crop geometry, renditions and quote cards. Pure but for Pillow; geometry first, pixels last."""
