// Marks the folder as a module; the build takes 1.27.16.mod or 1.37.1.mod in its place (-modfile).
module kubernetes

go 1.26
