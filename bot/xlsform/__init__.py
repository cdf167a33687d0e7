"""A conversation as an XLSForm workbook and back: a strict subset, and a list of what it cannot carry.

XLSForm is the spreadsheet form that ODK, KoboToolbox and others read (https://xlsform.org). docs/xlsform.md says what
is carried; what a workbook holds besides is always listed with its sheet, row and column.
"""
