"""CommonMark to HTML, with the marks of quotations woven in. Pure but for markdown-it-py."""

from .html import Block, plain, render
from .weaving import Mark

__all__ = ["Block", "Mark", "plain", "render"]
