"""Articles of any origin are listed by an index: where few or none were of one, all articles were read.

It is made beside whoever reads and writes. Where that is cut short, drop the index `article_origin`, which is not valid
then, and migrate again.
"""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("articles", "0018_listed_actions")]

    operations = [
        AddIndexConcurrently(model_name="article", index=models.Index(fields=["origin", "-id"], name="article_origin")),
        RemoveIndexConcurrently(model_name="article", name="article_typed"),
    ]
