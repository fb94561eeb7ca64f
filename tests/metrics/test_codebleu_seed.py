"""CodeBLEU does not depend on the hash seed."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = """
from stages.metrics.codebleu import codebleu
from stages.metrics.codebleu.reference import corpus

told = "for k in range(z):\\n    for w in k:\\n        y = u = f(y, x, w, z)\\n        x, q = (q + x, y)\\nreturn x"
gold = "for a in range(m):\\n    for b in a:\\n        y = f(x, y, b, a)\\n        x = g(q, x, y)\\n        q = y\\nreturn x"
print(codebleu(told, gold, "python"), corpus([(told, gold)], "python"))
"""


def test_twenty_hash_seeds_give_one_value():
    root = Path(__file__).parents[2]
    runs = [
        subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", SCRIPT],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root), "PYTHONHASHSEED": str(seed)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in range(20)
    ]
    told = [run.communicate()[0] for run in runs]
    assert len(set(told)) == 1 and told[0].startswith("CodeBleu(value=0.")
