# opens raw, packet, netlink and virtual machine sockets
import socket

print("tried")
for family, kind in ((2, 3), (17, 3), (16, 3), (40, 1), (10, 2), (38, 5), (31, 1)):
    try:
        socket.socket(family, kind)
        print("BREACH", family)
    except OSError:
        pass
