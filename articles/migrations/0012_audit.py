"""The log of everything that was changed: rows are only ever added.

What was recorded before is taken over: the revisions that people made, and the admin's own log, but for the lines in it
that only say again that a revision was made.
"""

import json
from typing import Any

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import articles.models.audit

GRAMS = """
CREATE FUNCTION articles_audit_grams(summary text, words text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT substr(whole, place, 2)), ARRAY[]::text[])
    FROM (SELECT lower(summary || chr(10) || words) AS whole) AS texts,
         LATERAL generate_series(1, length(whole) - 1) AS place
$$
"""

#: What a person wrote, whichever service made the revision; changes of borders are recorded as a whole.
LINES_OF_REVISIONS = """
INSERT INTO articles_auditentry
    (at, actor_id, program, action, article_number, record_type, record_id, record_words, summary, details)
SELECT revision.created_at, revision.editor_id, '', 'text', article.public_id, 'articles.article', article.id, '',
       concat('第', revision.number, '稿', CASE revision.origin
           WHEN 'typed' THEN '：编辑录入' WHEN 'correction' THEN '：校订' WHEN 'revert' THEN '：恢复旧文' ELSE '' END),
       jsonb_build_object('revision', revision.number, 'origin', revision.origin)
FROM {revisions} AS revision JOIN articles_article AS article ON article.id = revision.article_id
WHERE revision.editor_id IS NOT NULL AND revision.origin <> 'borders'
ORDER BY revision.id
"""

TRIGGER = f"""
CREATE FUNCTION articles_audit_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {LINES_OF_REVISIONS.format(revisions="(SELECT NEW.*)")};
    RETURN NULL;
END $$
"""

APPEND_ONLY = (
    "CREATE TRIGGER articles_auditentry_append_only BEFORE UPDATE OR DELETE ON articles_auditentry "
    "FOR EACH ROW EXECUTE FUNCTION articles_refuse_change()",
    "DROP TRIGGER articles_auditentry_append_only ON articles_auditentry",
)
AUDIT_REVISION = (
    "CREATE TRIGGER articles_revision_audit AFTER INSERT ON articles_revision FOR EACH ROW "
    "WHEN (NEW.editor_id IS NOT NULL) EXECUTE FUNCTION articles_audit_revision()",
    "DROP TRIGGER articles_revision_audit ON articles_revision",
)

#: Flags of the admin's own log.
ACTIONS = {1: ("created", "新增"), 2: ("changed", "修改"), 3: ("removed", "删除")}


def take_over_log(apps: Any, schema_editor: Any) -> None:
    entry_model, log = apps.get_model("articles", "AuditEntry"), apps.get_model("admin", "LogEntry")
    numbers = dict(
        apps.get_model("articles", "Article")
        .objects.filter(
            pk__in=[
                int(pk)
                for pk in log.objects.filter(
                    content_type__app_label="articles", content_type__model="article"
                ).values_list("object_id", flat=True)
                if pk and pk.isdecimal()
            ]
        )
        .values_list("pk", "public_id")
    )
    entries = []
    for line in log.objects.select_related("content_type").order_by("id"):
        kind = line.content_type
        is_article = kind is not None and (kind.app_label, kind.model) == ("articles", "article")
        if is_article and (line.action_flag == 1 or line.change_message.startswith("第")):
            continue
        pk = int(line.object_id) if (line.object_id or "").isdecimal() else None
        action, words = ACTIONS[line.action_flag]
        entries.append(
            entry_model(
                at=line.action_time,
                actor_id=line.user_id,
                action=action,
                article_number=numbers.get(pk) if is_article else None,
                record_type=f"{kind.app_label}.{kind.model}" if kind else "",
                record_id=pk,
                record_words="" if is_article else line.object_repr,
                summary=message_of(line.change_message) or words,
                details={"taken_over": True},
            )
        )
    entry_model.objects.bulk_create(entries, batch_size=1000)


def message_of(message: str) -> str:
    """Django writes its own messages as JSON, others as they are."""
    if not message.startswith("["):
        return message
    try:
        parts = json.loads(message)
    except ValueError:
        return message
    told = []
    for part in parts:
        for kind, values in part.items() if isinstance(part, dict) else ():
            words = {"added": "新增", "changed": "修改", "deleted": "删除"}.get(kind, kind)
            about = [str(values.get("name", "")), str(values.get("object", "")), "、".join(values.get("fields", []))]
            told.append(" ".join([words, *filter(None, about)]))
    return "；".join(told)


class Migration(migrations.Migration):
    dependencies = [
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("articles", "0011_reports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(GRAMS, "DROP FUNCTION articles_audit_grams(text, text)"),
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="时间")),
                (
                    "program",
                    models.CharField(
                        blank=True, help_text="没有人在场时，是哪个命令。", max_length=60, verbose_name="程序"
                    ),
                ),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("text", "文字"),
                            ("replaced", "查找替换"),
                            ("borders", "边界与转接"),
                            ("kind", "体裁"),
                            ("withdrawn", "撤下"),
                            ("restored", "恢复公开"),
                            ("hidden", "隐去文字"),
                            ("shown", "恢复显示"),
                            ("link", "关联判定"),
                            ("place", "日期与版次"),
                            ("credit", "署名归属"),
                            ("created", "新增"),
                            ("changed", "修改"),
                            ("merged", "并入条目"),
                            ("removed", "删除"),
                            ("account", "账号"),
                            ("rights", "权限"),
                            ("program", "程序批量处理"),
                        ],
                        max_length=10,
                        verbose_name="做了什么",
                    ),
                ),
                ("article_number", models.BigIntegerField(blank=True, null=True, verbose_name="文章编号")),
                (
                    "record_type",
                    models.CharField(
                        blank=True, help_text="如 articles.department。", max_length=60, verbose_name="记录种类"
                    ),
                ),
                ("record_id", models.BigIntegerField(blank=True, null=True, verbose_name="记录")),
                ("record_words", models.CharField(blank=True, max_length=200, verbose_name="名称")),
                ("summary", models.TextField(verbose_name="内容")),
                ("details", models.JSONField(blank=True, default=dict, verbose_name="细节")),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="人",
                    ),
                ),
            ],
            options={
                "verbose_name": "操作日志",
                "verbose_name_plural": "操作日志",
                "ordering": ["-at", "-id"],
                "indexes": [
                    models.Index(fields=["-at", "-id"], name="audit_latest"),
                    models.Index(
                        condition=models.Q(("actor__isnull", False)),
                        fields=["actor", "-at", "-id"],
                        name="audit_by_person",
                    ),
                    models.Index(
                        condition=models.Q(("program", ""), _negated=True),
                        fields=["program", "-at", "-id"],
                        name="audit_by_program",
                    ),
                    models.Index(fields=["action", "-at", "-id"], name="audit_of_action"),
                    models.Index(
                        condition=models.Q(("article_number__isnull", False)),
                        fields=["article_number", "-at", "-id"],
                        name="audit_of_article",
                    ),
                    models.Index(fields=["record_type", "record_id", "-at", "-id"], name="audit_of_record"),
                    django.contrib.postgres.indexes.GinIndex(
                        articles.models.audit.AuditGrams(models.F("summary"), models.F("record_words")),
                        name="audit_words",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("actor__isnull", False), models.Q(("program", ""), _negated=True), _connector="OR"
                        ),
                        name="audit_names_a_person_or_a_program",
                    )
                ],
            },
        ),
        migrations.RunSQL(*APPEND_ONLY),
        migrations.RunSQL(TRIGGER, "DROP FUNCTION articles_audit_revision()"),
        migrations.RunSQL(*AUDIT_REVISION),
        migrations.RunSQL(LINES_OF_REVISIONS.format(revisions="articles_revision"), migrations.RunSQL.noop),
        migrations.RunPython(take_over_log, migrations.RunPython.noop),
    ]
