"""What readers take away: lists as spreadsheets and as a volume of clippings."""
