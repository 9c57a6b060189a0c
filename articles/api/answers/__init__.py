"""What the API answers, as pydantic models: they are the description, and every answer is built as one of them."""
