"""What is wrong with a registry file, said in English to an operator and in Chinese to an editor."""

from collections.abc import Sequence
from dataclasses import dataclass

from articles.errors import ArchiveError


@dataclass(frozen=True, slots=True)
class Fault:
    """`line` is 0 where the whole file is meant, `column` empty where the whole line is."""

    file: str
    line: int
    column: str
    english: str
    chinese: str

    def __str__(self) -> str:
        line = f" line {self.line}" if self.line else ""
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}{line}{column}: {self.english}"

    @property
    def for_editors(self) -> str:
        line = f"第{self.line}行" if self.line else ""
        column = f" {self.column} 列" if self.column else ""
        return f"{self.file} {line}{column}：{self.chinese}"


class RegistryFileError(ArchiveError):
    """Registry files are wrong; the message has a line for each fault: file, line, column, what to do."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("registry_file", "\n".join(map(str, faults)))
        self.faults = tuple(faults)
