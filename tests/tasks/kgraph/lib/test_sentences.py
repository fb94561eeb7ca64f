import pytest

from stages.tasks.kgraph.lib.sentences import sentences, spans


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("   ", 0),
        ("No end sign", 1),
        ("It ran update.exe. It called evil.example/a.b at 10.0.0.1:80. v2.1 followed.", 3),
        ("It used tools, e.g. Mimikatz, i.e. one. Then it left!", 2),
        ("Acme Inc. said so. Acme Inc. Then nothing.", 3),
        ('He said "stop." Then (it ended.) Really?! Yes', 4),
        ("Wait... what? No.", 3),
        ("它下载了载荷。随后删除！真的吗？是", 4),
        ("他说：“停。”然后走了。", 2),
        ("로더가 파일을 받았다. 그 뒤 지웠다.", 2),
        ("One.\nTwo.\n\nThree", 3),
    ],
)
def test_sentences_are_counted(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_offsets_lead_back_to_the_sentences_and_leave_out_only_white_space() -> None:
    text = "  One went.  Two stayed! 三来了。四 "
    assert [text[start:end].strip() for start, end in spans(text)] == sentences(text)
    assert "".join(sentences(text)).replace(" ", "") == text.replace(" ", "")
