"""What a visitor over a limit is told, in words. Pure."""


def in_words(seconds: int) -> str:
    """A time to wait, rounded up: 40 秒, 3 分钟, 2 小时."""
    if seconds < 60:
        return f"{seconds} 秒"
    if seconds < 60 * 60:
        return f"{-(-seconds // 60)} 分钟"
    return f"{-(-seconds // 3600)} 小时"
