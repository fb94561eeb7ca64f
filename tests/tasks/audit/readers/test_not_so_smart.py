from typing import Any

README = "# Re-entrancy\nText.\n## Mitigations\n- Book\nfirst\n- Use a [guard](x)\n## Examples\n"
CODE = "contract A {\n" + "  uint x;\n" * 20 + "}\n"
FILES = {"reentrancy/Reentrancy.sol": CODE, "reentrancy/Exploit.sol": CODE + "//", "reentrancy/README.md": README}


def test_the_readme_gives_title_and_advice(read_files: Any) -> None:
    records, _ = read_files("not_so_smart", FILES)
    assert [(r["title"], r["advice"]) for r in records] == [("Re-entrancy", "Book first. Use a guard.")]


def test_a_file_without_label_is_refused(read_files: Any) -> None:
    _, rejects = read_files("not_so_smart", FILES)
    assert [r.path for r in rejects] == ["reentrancy/Exploit.sol"]
