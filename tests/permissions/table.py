"""Who may do what, address by address: the table that the test of it walks. A new address needs a row here.

Of a model's own pages: v sees its list, its pages and their history, a adds, c changes, d deletes; whoever lacks the
letter is answered 403. The columns are 编辑, 审校, 管理员; staff without rights has no letter anywhere.
"""

MODELS: dict[str, tuple[str, str, str]] = {
    "articles.article": ("vac", "vac", "vac"),
    "articles.auditentry": ("", "v", "v"),
    "articles.borderchange": ("v", "v", "v"),
    "articles.claim": ("", "v", "v"),
    "articles.credit": ("v", "vc", "vc"),
    "articles.department": ("v", "v", "vacd"),
    "articles.departmentalias": ("v", "v", "v"),
    "articles.departmentlink": ("v", "v", "v"),
    "articles.departmentsuccession": ("", "", "v"),
    "articles.hiddenpassage": ("v", "v", "v"),
    "articles.indexqueueentry": ("", "", "v"),
    "articles.ingestitem": ("", "", "v"),
    "articles.ingestrun": ("", "", "v"),
    "articles.issue": ("vc", "vc", "vc"),
    "articles.newspaper": ("v", "v", "vacd"),
    "articles.page": ("vac", "vac", "vac"),
    "articles.pagereplacement": ("", "", "v"),
    "articles.redirect": ("v", "v", "v"),
    "articles.registrystate": ("", "", "v"),
    "articles.replacedarticle": ("v", "v", "v"),
    # What a run would change is chosen by its maker alone: nobody here.
    "articles.replacement": ("va", "va", "va"),
    "articles.report": ("vc", "vc", "vc"),
    "articles.reporter": ("v", "v", "vacd"),
    "articles.review": ("v", "v", "v"),
    "articles.revision": ("v", "v", "v"),
    "articles.segmentationproposal": ("v", "v", "v"),
    "articles.source": ("v", "v", "v"),
    "articles.span": ("", "", "v"),
    "auth.group": ("", "", "vac"),
    "auth.user": ("", "", "vac"),
    "entities.candidate": ("", "", "vc"),
    "entities.figure": ("", "", "v"),
    "entities.followup": ("", "", "v"),
    "entities.foundbefore": ("", "", "v"),
    "entities.loadedline": ("", "", "v"),
    "entities.mention": ("v", "v", "v"),
    "entities.movedslug": ("", "", "v"),
    "entities.place": ("", "", "vacd"),
    "entities.program": ("v", "v", "vacd"),
    "entities.programalias": ("v", "v", "v"),
    "entities.programdecision": ("", "", "v"),
    "entities.programrelation": ("", "", "v"),
    "entities.registrychange": ("", "", "v"),
    "entities.sighting": ("", "", "v"),
}

#: Forms that say 400 to what cannot be carried out, as an empty POST.
SAY_400 = {"articles.replacement:add", "articles.report:change"}

#: Statuses of GET, then of POST without anything typed, for staff without rights, 编辑, 审校, 管理员. Everybody else
#: is sent to the login.
Row = tuple[tuple[int, int, int, int], tuple[int, int, int, int]]
ALL_OK = (200, 200, 200, 200)
NO_METHOD = (405, 405, 405, 405)

ADDRESSES: dict[str, Row] = {
    "admin:index": (ALL_OK, ALL_OK),
    "admin:app_list": ((404, 200, 200, 200), (404, 200, 200, 200)),
    "admin:password_change": (ALL_OK, ALL_OK),
    "admin:password_change_done": (ALL_OK, NO_METHOD),
    "admin:jsi18n": (ALL_OK, NO_METHOD),
    "admin:autocomplete": ((403, 200, 200, 200), NO_METHOD),
    "admin:view_on_site": ((302, 302, 302, 302), (302, 302, 302, 302)),
    "admin:articles_source_bytes": ((403, 200, 200, 200), (403, 200, 200, 200)),
    "admin:articles_article_revision": ((403, 200, 200, 200), (403, 200, 200, 200)),
    "admin:articles_article_revert": (NO_METHOD, (403, 403, 302, 302)),
    "admin:articles_article_withdraw": (NO_METHOD, (403, 403, 302, 302)),
    "admin:articles_article_restore": (NO_METHOD, (403, 403, 302, 302)),
    "admin:articles_article_decide": (NO_METHOD, (403, 302, 302, 302)),
    "admin:articles_article_hide": ((403, 200, 200, 200), (403, 200, 200, 200)),
    "admin:articles_article_unhide": (NO_METHOD, (403, 403, 302, 302)),
    "admin:articles_review_decide": (NO_METHOD, (403, 403, 302, 302)),
    "admin:articles_auditentry_export": ((403, 403, 200, 200), (403, 403, 200, 200)),
    "admin:articles_proposal_differences": ((403, 200, 200, 200), (403, 302, 302, 302)),
    # Others' work is taken back by those who review it.
    "admin:articles_replacement_undo": (NO_METHOD, (403, 403, 302, 302)),
    "admin:queue": ((403, 200, 200, 200), (403, 200, 200, 200)),
    "admin:queue_claim": ((403, 405, 405, 405), (403, 302, 302, 302)),
    "admin:queue_faultless": ((403, 405, 405, 405), (403, 302, 302, 302)),
    # The item is nobody's.
    "admin:queue_keep": ((403, 405, 405, 405), (403, 409, 409, 409)),
    "admin:queue_release": ((403, 405, 405, 405), (403, 302, 302, 302)),
    "admin:queue_searches": ((403, 200, 200, 200), (403, 200, 200, 200)),
    "admin:queue_week": ((403, 200, 200, 200), (403, 200, 200, 200)),
    "admin:upkeep": ((403, 403, 403, 200), (403, 403, 403, 200)),
    # Nothing typed is no text.
    "admin:workbench": ((403, 200, 200, 200), (403, 400, 400, 400)),
    "admin:articles_department_merge": ((403, 403, 403, 200), (403, 403, 403, 200)),
    "admin:entities_program_merge": ((403, 403, 403, 200), (403, 403, 403, 200)),
    "admin:entities_candidate_decide": ((403, 403, 403, 302), (403, 403, 403, 200)),
    "admin:registry_files": ((403, 403, 403, 200), (403, 403, 403, 200)),
    "admin:registry_zip": ((403, 403, 403, 200), (403, 403, 403, 200)),
    "admin:registry_file": ((403, 403, 403, 200), (403, 403, 403, 200)),
    "admin:auth_user_password_change": ((403, 403, 403, 200), (403, 403, 403, 200)),
}

#: What a POST sends where an empty one would say nothing about rights.
SENT = {"admin:articles_review_decide": {"decision": "approve"}}

#: The actions of lists, and which of 编辑, 审校, 管理员 are offered them.
ACTIONS: dict[str, tuple[str, ...]] = {
    "articles.article:find_and_replace": ("编辑", "审校", "管理员"),
    "articles.departmentlink:confirm": ("编辑", "审校", "管理员"),
    "articles.departmentlink:reject": ("编辑", "审校", "管理员"),
    "articles.ingestitem:retry": ("管理员",),
    "articles.issue:confirm_dates": ("编辑", "审校", "管理员"),
    "articles.newspaper:delete_selected": ("管理员",),
    "articles.report:accept": ("编辑", "审校", "管理员"),
    "articles.reporter:delete_selected": ("管理员",),
    "entities.candidate:dismiss": ("管理员",),
    "entities.mention:confirm": ("编辑", "审校", "管理员"),
    "entities.mention:reject": ("编辑", "审校", "管理员"),
    "entities.place:delete_selected": ("管理员",),
}

#: Addresses outside the desk: what anybody is answered, GET and POST, where it is not 200 and 405.
PUBLIC: dict[str, tuple[int, int]] = {
    "api:missing": (404, 405),
    "articles:batch_search": (200, 400),
    # No such source.
    "articles:undated": (404, 405),
    # Without an article there is none to add.
    "clippings:add": (404, 302),
    "clippings:change": (405, 302),
    # Nobody's basket holds anything: there is nothing to print or to pack.
    "clippings:docx": (302, 405),
    "clippings:print": (302, 405),
    # Where browsers ask for it by themselves.
    "discovery:icon": (302, 405),
    # For staff: others are sent to the login.
    "entities:find_in_text": (302, 302),
    # Nothing is reported by nothing.
    "reports:article": (200, 400),
    "reports:page": (200, 400),
    # No such number.
    "reports:ticket": (404, 405),
}
