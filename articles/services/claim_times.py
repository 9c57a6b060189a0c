"""How long an item that nobody works at stays in one person's hands."""

import datetime

CLAIM_LIFE = datetime.timedelta(minutes=30)
CLAIM_SECONDS = int(CLAIM_LIFE.total_seconds())
