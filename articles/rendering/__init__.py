"""CommonMark to HTML, with the marks of quotations woven in. Pure but for markdown-it-py."""
