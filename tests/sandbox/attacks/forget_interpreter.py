# clears the modules and names that everything around it needs
import builtins
import sys

print("tried", flush=True)
sys.stdout = None
for name in list(vars(builtins)):
    if name not in ("print",):
        delattr(builtins, name)
sys.modules.clear()
