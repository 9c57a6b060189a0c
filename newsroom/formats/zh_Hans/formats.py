"""Dates of lists and forms as 2022-01-28, which stay on one line; Django's own for Chinese is 2022年1月28日."""

DATE_FORMAT = "Y-m-d"
DATETIME_FORMAT = "Y-m-d H:i"
# The first is how a form shows a date; the others are taken too.
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y年%m月%d日"]
