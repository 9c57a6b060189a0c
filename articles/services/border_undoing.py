"""Takes a change of borders back: items, texts, addresses and decisions as they were before it."""

from django.contrib.auth.models import User

from articles.borders.pieces import Layout, characters
from articles.borders.words import Words
from articles.errors import BorderError
from articles.models import Article, BorderChange, DepartmentLink, LinkStatus, Page
from articles.services.article_text import text_of_revision
from articles.services.border_scene import Scene, open_scene, refuse_mixed_states, words_of_text
from articles.services.border_states import State, digest, layout_from, pieces_from
from articles.services.border_writing import Plan, carry_out
from articles.services.text_changed import text_changed
from entities.models import ProgramDecision

Action = BorderChange.Action
ENDED = Article.State.SUPERSEDED.value


def undo(change: BorderChange, *, by: User, reason: str) -> BorderChange:
    """Call it inside a transaction. Raises BorderError: undone, built_upon, text_replaced, states_differ."""
    scene = open_scene(change.articles, change.pages)
    later = list(BorderChange.objects.filter(pk__gt=change.pk, articles__overlap=change.articles).order_by("-pk"))
    refuse_undone(change)
    _refuse_built_upon(change, later)
    plan = Plan(Action.UNDO, by, reason or f"撤销第{change.pk}号起止改动", {}, undoes=change)
    before, after = change.before["items"], change.after["items"]
    changed = {pk for pk in {*before, *after} if _differs(before.get(pk), after.get(pk))}
    if changed:
        _refuse_replaced(scene, change)
        _plan_layout(scene, plan, change, changed)
    plan.kinds = _old_kinds(scene, change)
    is_reordered = any(each.sort == Action.REORDER for each in in_effect(later))
    if not is_reordered:
        plan.orders = {int(page): order for page, order in change.before["orders"].items()}
    # Addresses lead again where they led before; those of articles that live again are their own.
    plan.redirects = {int(old): pk for old, pk in change.before["redirects"].items() if pk in plan.revived}
    undone = carry_out(scene, plan)
    _restore_decisions(change, plan)
    return undone


def refuse_undone(change: BorderChange) -> None:
    done = BorderChange.objects.filter(undoes=change).first()
    if done is not None:
        raise BorderError("undone", f"第{change.pk}号起止改动已由第{done.pk}号撤销；要再做一次，请撤销第{done.pk}号。")


def in_effect(changes: list[BorderChange]) -> list[BorderChange]:
    """Of changes, the newest first, those that no other of them took back."""
    taken_back: set[int] = set()
    standing = []
    for change in changes:
        if change.pk in taken_back:
            continue
        if change.undoes_id is not None and any(other.pk == change.undoes_id for other in changes):
            taken_back.add(change.undoes_id)
            continue
        standing.append(change)
    return standing


def _refuse_built_upon(change: BorderChange, later: list[BorderChange]) -> None:
    """A change of kind or order hinders only another of its sort, and is hindered by nothing else."""
    alone = {Action.KIND, Action.REORDER}
    hindering = [each for each in in_effect(later) if each.sort == change.sort or not {each.sort, change.sort} & alone]
    if hindering:
        names = "、".join(f"第{each.pk}号（{each.get_action_display()}）" for each in reversed(hindering))
        raise BorderError(
            "built_upon", f"第{change.pk}号起止改动之后，同样的文章又有{names}；请先从最近的一号撤销起，再撤销这一号。"
        )


def _refuse_replaced(scene: Scene, change: BorderChange) -> None:
    for page, known in change.after["texts"].items():
        held = scene.pages.get(int(page))
        if held is None or digest(held.text) != known:
            words = f"{held.name}已由新扫描取代" if held else "版面已经换过"
            raise BorderError("text_replaced", f"{words}，第{change.pk}号起止改动不能撤销；请照现在的版面调整。")
    for pk, item in change.after["items"].items():
        if item["state"] != ENDED and scene.layout.get(int(pk), ()) != pieces_from(item):
            raise BorderError(
                "text_replaced",
                f"第 {item['public_id']} 号文章的起止在第{change.pk}号改动之后另有变动，不能撤销；请照现在的版面调整。",
            )


def _differs(before: State | None, after: State | None) -> bool:
    if before is None or after is None:
        return True
    return any(before[name] != after[name] for name in ("pieces", "state", "revision"))


def _plan_layout(scene: Scene, plan: Plan, change: BorderChange, changed: set[str]) -> None:
    before, after = change.before["items"], change.after["items"]
    living = [scene.articles[int(pk)] for pk in changed if pk in after and int(pk) in scene.articles]
    refuse_mixed_states(living)
    old = layout_from(change.before)
    plan.layout = {int(pk): old[int(pk)] for pk in changed if pk in before and int(pk) in old}
    back = [int(pk) for pk in changed if int(pk) in plan.layout and after.get(pk, {}).get("state") == ENDED]
    revived = Article.objects.select_for_update().filter(pk__in=back).order_by("pk")
    scene.articles |= {article.pk: article for article in revived}
    plan.revived = dict.fromkeys(back, (living[0].state, living[0].withdrawn_reason))
    for pk in changed:
        if int(pk) not in plan.layout and int(pk) in scene.layout:
            plan.heirs[int(pk)] = _heir(scene, int(pk), plan.layout)
    is_unchanged = all(article.revision_number == after[str(article.pk)]["revision"] for article in living)
    if is_unchanged:
        plan.words = {pk: _words_before(scene.articles[pk], before[str(pk)]) for pk in plan.layout}
    plan.notes = {pk: before[str(pk)]["notes"] for pk in plan.layout}


def _heir(scene: Scene, pk: int, layout: Layout) -> int:
    """Who takes most of an item's text over."""
    own = set(characters(scene.layout[pk], scene.texts))
    return max(layout, key=lambda key: (len(own & set(characters(layout[key], scene.texts))), -key))


def _words_before(article: Article, item: State) -> Words:
    text = text_of_revision(article.revisions.get(number=item["revision"]))
    return words_of_text(text, item["continued_from"], item["continues_to"])


def _old_kinds(scene: Scene, change: BorderChange) -> dict[int, Article.Kind]:
    kinds = {}
    for pk, item in change.before["items"].items():
        now = change.after["items"].get(pk)
        if now is None or now["kind"] == item["kind"]:
            continue
        if int(pk) not in scene.articles:
            raise BorderError("superseded", f"第 {item['public_id']} 号文章已并入他篇，体裁不用改回。")
        kinds[int(pk)] = Article.Kind(item["kind"])
    return kinds


def _restore_decisions(change: BorderChange, plan: Plan) -> None:
    """What was decided of an article is its own again, and of no other that has it of the change alone."""
    before, after = change.before["decisions"], change.after["decisions"]
    changed: set[int] = set()
    for article, program in before["programs"]:
        given = [
            pk for pk in plan.layout if [pk, program] in after["programs"] and [pk, program] not in before["programs"]
        ]
        decision = ProgramDecision.objects.filter(article__in=given, program=program).first()
        is_missing = not ProgramDecision.objects.filter(article=article, program=program).exists()
        if article in plan.layout and decision and is_missing:
            ProgramDecision.objects.filter(pk=decision.pk).update(article=article)
            changed |= {article, decision.article_id}
    for article, program in _pairs_added(before["programs"], after["programs"], plan):
        copied = ProgramDecision.objects.filter(article=article, program=program, decided_at__lt=change.made_at)
        if copied.delete()[0]:
            changed.add(article)
    for article, department in _pairs_added(before["departments"], after["departments"], plan):
        copies = DepartmentLink.objects.filter(article=article, department=department, decided_at__lt=change.made_at)
        if copies.update(status=LinkStatus.AUTOMATIC, decided_by=None, decided_at=None):
            changed.add(article)
    if changed:
        text_changed(sorted(changed))


def _pairs_added(before: list[list[int]], after: list[list[int]], plan: Plan) -> list[list[int]]:
    """What the change decided of articles that there were before it; nobody ruled on that himself."""
    return [pair for pair in after if pair not in before and pair[0] in plan.layout]


def ended_on_page(article: Article, page: Page) -> Article | None:
    """The article that was at home on this page before it became the end of `article`, if one did."""
    ended = Article.objects.filter(page=page, state=Article.State.SUPERSEDED).filter(
        public_id__in=article.redirects.values("old_public_id")
    )
    found = list(ended.select_for_update().order_by("pk"))
    return found[0] if len(found) == 1 else None
