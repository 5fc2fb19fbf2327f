"""Pictures: what may come in, what it says of itself, and what readers get of it. Pure but for Pillow (D12).

`geometry` computes first, `decoding` and `renditions` touch pixels last, `metadata` reads the words in a file, and
`apart` does all of it in a process of its own, whose time and memory are bounded. `card` draws a quotation: `faces` are
its fonts, `typesetting` its lines; it reads no picture, and its input is bounded.
"""
