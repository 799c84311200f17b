// Command whoami imitates the web application that tells which machine it runs on.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"
)

func main() {
	host, err := os.Hostname()
	if err != nil {
		log.Fatal(err)
	}
	kernel, err := os.ReadFile("/proc/sys/kernel/osrelease")
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("/", func(response http.ResponseWriter, _ *http.Request) {
		response.Header().Set("Content-Type", "application/json; charset=utf-8")
		fmt.Fprintf(response, `"I'm %s running on Linux %s"`, host, strings.TrimSpace(string(kernel)))
	})
	log.Fatal(http.ListenAndServe(":80", nil))
}
