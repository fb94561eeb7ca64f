# connects to a socket without a file
import socket

print("tried")
socket.socket(socket.AF_UNIX).connect(UNIX_ABSTRACT)
