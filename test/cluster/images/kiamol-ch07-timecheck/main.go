// Command timecheck imitates the old application that knows one file of settings and one log file, and no stdout.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"strconv"
	"time"
)

// Every value is a JSON string, as in the original's own settings.
type settings struct {
	Application struct{ Version, Environment string }
	Timer       struct{ IntervalSeconds string }
}

const builtIn = `{"Application":{"Version":"1.0","Environment":"DEV"},"Timer":{"IntervalSeconds":"5"}}`

func main() {
	var current settings
	read([]byte(builtIn), &current)
	if file, err := os.ReadFile("/config/appsettings.json"); err == nil {
		read(file, &current)
	}
	seconds, err := strconv.Atoi(current.Timer.IntervalSeconds)
	if err != nil {
		log.Fatalf("Timer.IntervalSeconds: %v", err)
	}
	if err := os.MkdirAll("/logs", 0o755); err != nil {
		log.Fatal(err)
	}
	file, err := os.OpenFile("/logs/timecheck.log", os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		log.Fatal(err)
	}
	for ; ; time.Sleep(time.Duration(seconds) * time.Second) {
		now := time.Now().UTC()
		fmt.Fprintf(file, "%s +00:00 [INF] Environment: %s; version: %s; time check: %s\n",
			now.Format("2006-01-02 15:04:05.000"), current.Application.Environment, current.Application.Version,
			now.Format("15:04.05"))
	}
}

func read(text []byte, into *settings) {
	if err := json.Unmarshal(text, into); err != nil {
		log.Fatalf("appsettings.json: %v", err)
	}
}
