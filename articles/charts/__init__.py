"""What charts are made of: numbers in, places and words out. Templates draw it; nothing here knows Django.

Across, a chart is as wide as the page, so places are shares of the width, written in percent; down, they are pixels.
"""
