"""Words that weigh 1 in the keyword-weighted n-grams: the reserved words of each language.

Python and Java as in CodeBLEU's published lists; Solidity from its documentation, sized types and units included.
"""

from typing import Final

_PYTHON = """
False None True and as assert async await break case class continue def del elif else except finally for from global if import in
is lambda match nonlocal not or pass raise return try type while with yield
"""

_JAVA = """
abstract assert boolean break byte case catch char class const continue default do double else enum extends final finally float
for goto if implements import instanceof int interface long native new package private protected public return short static
strictfp super switch synchronized this throw throws transient try void volatile while
"""

_SOLIDITY = """
abstract address anonymous as assembly bool break bytes calldata case catch constant constructor continue contract default
delete do else emit enum error event external fallback false fixed for from function if immutable import indexed int
interface internal is let library mapping memory modifier new override payable pragma private public pure receive return
returns revert storage string struct super switch this throw transient true try type ufixed uint unchecked unicode using var
view virtual while
days ether gwei hours minutes seconds weeks wei years
"""

_BITS = range(8, 257, 8)
_SIZED = {*(f"uint{n}" for n in _BITS), *(f"int{n}" for n in _BITS), *(f"bytes{n}" for n in range(1, 33))}

KEYWORDS: Final[dict[str, frozenset[str]]] = {
    "python": frozenset(_PYTHON.split()),
    "java": frozenset(_JAVA.split()),
    "solidity": frozenset(_SOLIDITY.split()) | _SIZED,
}
