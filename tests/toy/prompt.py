"""The question."""


def messages(word: str) -> list[dict[str, str]]:
    return [{"role": "user", "content": f"Which colour has {word}?"}]
