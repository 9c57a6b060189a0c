"""The measures told of an entry are counted in an index, and the values of a few found in it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0020_password_set_by"),
        ("entities", "0011_archive_changes"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="figure",
            index=models.Index(
                condition=models.Q(("program__isnull", False)),
                fields=["program", "measure", "unit", "article"],
                name="figure_of_program_by_measure",
            ),
        ),
        migrations.AddIndex(
            model_name="figure",
            index=models.Index(
                condition=models.Q(("department__isnull", False)),
                fields=["department", "measure", "unit", "article"],
                name="figure_of_dept_by_measure",
            ),
        ),
    ]
