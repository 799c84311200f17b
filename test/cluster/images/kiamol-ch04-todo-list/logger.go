package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// The levels of .NET, and how its console shows them.
var (
	levels = []string{"Trace", "Debug", "Information", "Warning", "Error", "Critical", "None"}
	shown  = []string{"trce", "dbug", "info", "warn", "fail", "crit"}
)

// logger writes what the settings ask for of a category.
type logger struct {
	settings settings
	category string
	to       io.Writer
}

func (l logger) log(level, format string, values ...any) {
	rank := slices.Index(levels, level)
	if rank < l.least() {
		return
	}
	fmt.Fprintf(l.to, "%s: %s[0]\n      %s\n", shown[rank], l.category, fmt.Sprintf(format, values...))
}

// least is the rank of the least level that is written: that of the longest beginning of the category that has one.
func (l logger) least() int {
	for name := l.category; name != ""; name = name[:max(0, strings.LastIndex(name, "."))] {
		if rank := slices.Index(levels, l.settings["Logging:LogLevel:"+name]); rank >= 0 {
			return rank
		}
	}
	if rank := slices.Index(levels, l.settings["Logging:LogLevel:Default"]); rank >= 0 {
		return rank
	}
	return slices.Index(levels, "Information")
}
