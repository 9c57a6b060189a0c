"""What a measurement was made on: figures without it say nothing."""

import os
import platform
from datetime import date
from pathlib import Path

import psutil

MEGABYTE = 1_000_000


def machine() -> str:
    """Processor model, cores, memory, what else it was doing, and the day."""
    return (
        f"{processor()}, {psutil.cpu_count()} cores, {psutil.virtual_memory().total / 1e9:.0f} GB of memory, "
        f"{platform.system()}, Python {platform.python_version()}; load average {os.getloadavg()[0]:.1f}; "
        f"{date.today().isoformat()}"
    )


def processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        for line in cpuinfo.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def private_memory() -> float:
    """Megabytes that only this process has (USS)."""
    return float(psutil.Process().memory_full_info().uss) / MEGABYTE
