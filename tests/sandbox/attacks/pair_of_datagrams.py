# makes a connected pair, which is allowed for streams, and sends from it to somebody else
import socket

print("tried")
for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
    for address in (UNIX_PATH, UNIX_ABSTRACT):
        try:
            ours, _ = socket.socketpair(socket.AF_UNIX, kind)
            for action in (lambda: ours.sendto(b"x", address), lambda: ours.connect(address), lambda: ours.sendmsg([b"x"], [], 0, address)):
                try:
                    action()
                    print("BREACH", kind)
                except OSError:
                    pass
        except OSError:
            pass
