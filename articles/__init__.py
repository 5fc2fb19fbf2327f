"""The record: articles, the quotations in them, who said them, and how they reached the page.

The rooms, from the top (a room imports only from rooms below it; `lint-imports` holds it):

    admin | views | management | templatetags      the desk, the public site, the commands
    editorial                                      the verbs: publish, correct, record quotes
    search                                         one contract, two backends
    models                                         tables, constraints, querysets
    extraction | formats | imaging | rendering     pure: no Django, never each other
    text                                           what a character, a name and a span are
"""
