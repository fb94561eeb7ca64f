# opens devices
import os

print("tried", flush=True)
for path in ("/dev/mem", "/dev/kmsg", "/dev/tty", "/dev/ptmx", "/dev/vda", "/dev/sda", "/dev/fuse", "/dev/net/tun", "/dev/kvm", "/dev/full"):
    for flags in (os.O_RDONLY, os.O_WRONLY):
        try:
            os.open(path, flags)
            print("BREACH", path)
        except OSError:
            pass
