"""Bytes to items and back, one module per outside format (wire, ninjs, NewsML-G2, NITF, RSS, JSON-LD).

Pure: every format is read into, and written from, one neutral record, so that N formats are N modules.
"""
