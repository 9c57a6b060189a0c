"""Words of the desk's scripts that Django's Chinese catalogue lacks."""

from typing import Any

from django.views.i18n import JavaScriptCatalog

WORDS = {
    'Choose %s by selecting them and then select the "Choose" arrow button.': "选中要给的%s，再按“选择”的箭头。",
    'Remove %s by selecting them and then select the "Remove" arrow button.': "选中要去掉的%s，再按“去掉”的箭头。",
    "Type into this box to filter down the list of selected %s.": "在这里输入，缩小已选%s的范围。",
    "Choose all %s": "全选%s",
    "Choose selected %s": "选择所选的%s",
    "Remove selected %s": "去掉所选的%s",
    "Remove all %s": "全部去掉%s",
    "(click to clear)": "（点击清除）",
}
#: One form: Chinese has no plural.
PLURALS = {"%s selected option not visible": ["%s 个已选的没有显示"]}


class DeskCatalog(JavaScriptCatalog):
    def get_catalog(self) -> dict[str, Any]:
        return {**super().get_catalog(), **WORDS, **PLURALS}
