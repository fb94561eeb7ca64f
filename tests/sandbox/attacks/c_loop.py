# loops where no signal handler of Python gets a turn
import itertools

print("tried", flush=True)
sum(itertools.repeat(1))
