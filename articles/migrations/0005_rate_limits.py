from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_department_series"),
    ]

    operations = [
        migrations.CreateModel(
            name="RateCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(max_length=20, verbose_name="范围")),
                (
                    "visitor",
                    models.CharField(help_text="当日密钥的散列值，不存地址。", max_length=32, verbose_name="来访者"),
                ),
                ("count", models.PositiveIntegerField(verbose_name="次数")),
                ("ends_at", models.DateTimeField(verbose_name="到期")),
            ],
            options={
                "verbose_name": "访问计数",
                "verbose_name_plural": "访问计数",
                "ordering": ["id"],
                "indexes": [models.Index(fields=["ends_at"], name="rate_count_ends")],
                "constraints": [models.UniqueConstraint(fields=("scope", "visitor"), name="rate_counted_once")],
            },
        ),
        # Counts of the hour need no crash safety, and must stand in no log of the server and no backup.
        migrations.RunSQL("ALTER TABLE articles_ratecount SET UNLOGGED", migrations.RunSQL.noop),
    ]
