# reads a file of the user
print("tried")
print(open(SECRET_FILE).read())
