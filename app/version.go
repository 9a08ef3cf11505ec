package app

// Version is the program's version; FyneApp.toml says the same, and a test
// compares them.
const Version = "0.1.0"
