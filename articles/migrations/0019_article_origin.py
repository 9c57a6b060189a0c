"""Articles of any origin are listed by an index: where few or none were of one, all articles were read."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0018_listed_actions")]

    operations = [
        migrations.RemoveIndex(model_name="article", name="article_typed"),
        migrations.AddIndex(model_name="article", index=models.Index(fields=["origin", "-id"], name="article_origin")),
    ]
