"""What the desk calls itself."""

from django.contrib import admin

admin.site.site_header = "报纸档案编辑台"
admin.site.site_title = "报纸档案编辑台"
admin.site.index_title = "编校与管理"
admin.site.empty_value_display = "—"
