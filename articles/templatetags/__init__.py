"""The words that templates use. No rule lives here: a tag calls the model method that has it."""
