# writes to its own memory through a file, past all page protections
print("tried", flush=True)
open("/proc/self/mem", "r+b")
print("BREACH")
