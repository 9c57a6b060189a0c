"""What a form sends once more, after its effect was shown."""

CONFIRMED = "_confirmed"
