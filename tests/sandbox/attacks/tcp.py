# connects to a server on this machine and listens itself
import socket

print("tried")
for action in (lambda: socket.create_connection(("127.0.0.1", TCP_PORT), 1).sendall(b"x"), lambda: socket.create_server(("127.0.0.1", 0))):
    try:
        action()
        print("BREACH tcp")
    except OSError:
        pass
