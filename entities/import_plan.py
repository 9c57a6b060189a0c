"""What a registry file would make of the registry: worked out line by line in memory, written in bulk."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from articles.models import Department
from articles.services.audit import values_told
from entities.models import Place, Program
from entities.registry_faults import Fault
from entities.registry_files import Line


@dataclass(slots=True)
class ImportPlan:
    """Rows of one model to make and to change."""

    model: type[models.Model]
    created: list[Any] = field(default_factory=list)
    changed: dict[int, Any] = field(default_factory=dict)
    #: What the changed fields of a row held before.
    before: dict[int, dict[str, str]] = field(default_factory=dict)
    changed_fields: set[str] = field(default_factory=set)
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def counts(self) -> Counter[str]:
        numbers = {"created": len(self.created), "changed": len(self.changed), "unchanged": self.unchanged}
        return Counter({name: number for name, number in numbers.items() if number})

    def put(self, held: Any | None, values: Mapping[str, Any]) -> Any:
        """Change the held row to the values, or make one of them; the row."""
        if held is None:
            self.created.append(self.model(**values))
            return self.created[-1]
        differing = [name for name, value in values.items() if as_text(getattr(held, name)) != as_text(value)]
        if differing:
            self.change(held, {name: values[name] for name in differing})
        else:
            self.unchanged += 1
        return held

    def change(self, held: Any, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            self.before.setdefault(held.pk, {})[name] = as_text(getattr(held, name))
            setattr(held, name, value)
        self.changed[held.pk] = held
        self.changed_fields |= set(values)

    def set_parent(self, row: Any, parent: Any | None) -> None:
        """`parent` may be a row that is not made yet."""
        if row.pk is None:
            row.parent = parent
        elif row.parent_id != (parent.pk if parent is not None else None):
            self.unchanged -= row.pk not in self.changed
            self.change(row, {"parent": parent})

    def told(self, row: Any) -> dict[str, list[str]]:
        """What a changed row held before and holds now, field by field."""
        before = self.before[row.pk]
        return values_told(before, {name: as_text(getattr(row, name)) for name in before})

    def write(self) -> None:
        manager = self.model._default_manager
        waiting = self.created
        while waiting:
            ready = [row for row in waiting if has_key(getattr(row, "parent", None))]
            for row in ready:
                take_key(row)
            manager.bulk_create(ready)
            waiting = [row for row in waiting if row.pk is None]
        for row in self.changed.values():
            take_key(row)
        if self.changed:
            # One statement, where bulk_update would send a CASE of every row for every column.
            manager.bulk_create(
                self.changed.values(),
                update_conflicts=True,
                unique_fields=["id"],
                update_fields=sorted(self.changed_fields),
            )


def has_key(parent: models.Model | None) -> bool:
    return parent is None or parent.pk is not None


def take_key(row: Any) -> None:
    """Let the row know the key that its parent got when it was made."""
    if "parent" in row._state.fields_cache:
        row.parent = row.parent


def as_text(value: object) -> str:
    if isinstance(value, models.Model):
        return str(value.pk)
    return "" if value is None else str(value)


def by_name(rows: Iterable[Any]) -> dict[str, Any]:
    """Of places that share a name, the one that was registered first."""
    found: dict[str, Any] = {}
    for row in rows:
        found.setdefault(row.name, row)
    return found


def referred(
    line: Line, column: str, known: Mapping[str, Any], plan: ImportPlan
) -> Department | Program | Place | None:
    """The entry that the line names; a name that nobody registered is a fault."""
    if not line[column]:
        return None
    entry: Department | Program | Place | None = known.get(line[column])
    if entry is None:
        plan.faults.append(
            line.fault(column, f"{line[column]!r} is not registered", f"名录里没有“{line[column]}”；请先登记它。")
        )
    return entry
