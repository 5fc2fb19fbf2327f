"""How dates and times are written, where it is otherwise than Django has it for a language."""
