"""What single ways of tuning need beyond a library's settings object."""
