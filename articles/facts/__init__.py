"""Facts that a second person looks at before they are changed: names, figures, dates, departments, programs. Pure."""
