// Command simple-proxy imitates the forward proxy that logs each call and lets only the mapped address pass.
package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
)

func main() {
	port := os.Getenv("Proxy__Port")
	source, target := os.Getenv("Proxy__Request__UriMap__Source"), os.Getenv("Proxy__Request__UriMap__Target")
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	fmt.Printf("** Logging proxy listening on port: %s ***\n", port)
	log.Fatal(http.ListenAndServe(":"+port, http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		asked := request.URL.String()
		if asked != source {
			fmt.Printf("%s %s [BLOCKED]\n", request.Method, asked)
			response.WriteHeader(http.StatusForbidden)
			return
		}
		fmt.Printf("%s %s -> %s\n", request.Method, asked, target)
		forward(client, target, response, request)
	})))
}

func forward(client *http.Client, target string, response http.ResponseWriter, request *http.Request) {
	onward, err := http.NewRequestWithContext(request.Context(), request.Method, target, request.Body)
	if err != nil {
		http.Error(response, err.Error(), http.StatusBadGateway)
		return
	}
	answer, err := client.Do(onward)
	if err != nil {
		http.Error(response, err.Error(), http.StatusBadGateway)
		return
	}
	defer answer.Body.Close()
	response.WriteHeader(answer.StatusCode)
	_, _ = io.Copy(response, answer.Body)
}
