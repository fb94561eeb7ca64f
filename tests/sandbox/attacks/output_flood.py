# prints without end
print("tried", flush=True)
while True:
    print("x" * 10000)
