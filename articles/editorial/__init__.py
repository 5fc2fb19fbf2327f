"""The verbs, one plain function each, and the only room in which the pure rooms meet the tables.

A verb checks the rules that concern several records, writes them in one transaction, and leaves its trace in the
audit log. Whoever writes (desk, command, ingest) calls these.
"""
