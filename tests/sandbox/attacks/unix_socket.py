# connects to a socket of the file system, as a container engine has one
import socket

print("tried")
socket.socket(socket.AF_UNIX).connect(UNIX_PATH)
