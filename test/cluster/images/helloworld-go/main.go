// Command helloworld-go imitates the greeting of the Knative samples.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
)

func main() {
	port, target := os.Getenv("PORT"), os.Getenv("TARGET")
	if port == "" {
		port = "8080"
	}
	if target == "" {
		target = "World"
	}
	http.HandleFunc("/", func(response http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(response, "Hello %s!\n", target)
	})
	log.Fatal(http.ListenAndServe(":"+port, nil))
}
