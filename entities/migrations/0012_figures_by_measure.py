"""The measures told of an entry are counted in an index, and the latest values of each are found in it.

PostgreSQL takes an entry and what is measured of it for independent, and a measure told thousands of times for rare,
unless it keeps statistics of both together.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0020_password_set_by"),
        ("entities", "0011_archive_changes"),
    ]

    operations = [
        *(
            migrations.RunSQL(
                f"CREATE STATISTICS figure_measures_of_{name}s (mcv) ON {name}_id, measure, unit FROM entities_figure",
                f"DROP STATISTICS figure_measures_of_{name}s",
            )
            for name in ("program", "department")
        ),
        migrations.AddIndex(
            model_name="figure",
            index=models.Index(
                condition=models.Q(("program__isnull", False)),
                fields=["program", "measure", "unit", "day", "article"],
                name="figure_of_program_by_measure",
            ),
        ),
        migrations.AddIndex(
            model_name="figure",
            index=models.Index(
                condition=models.Q(("department__isnull", False)),
                fields=["department", "measure", "unit", "day", "article"],
                name="figure_of_dept_by_measure",
            ),
        ),
        # Until then the statistics are empty.
        migrations.RunSQL("ANALYZE entities_figure", migrations.RunSQL.noop),
    ]
