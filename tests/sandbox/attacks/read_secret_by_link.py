# reads a file of the user through a symbolic and a hard link
import os

print("tried")
for make in (os.symlink, os.link):
    try:
        make(SECRET_FILE, make.__name__)
        print(open(make.__name__).read())
    except OSError:
        pass
