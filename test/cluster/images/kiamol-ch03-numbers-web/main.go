// Command numbers-web imitates the page that draws a random number from the API.
package main

import (
	"fmt"
	"html"
	"io"
	"log"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
)

func main() {
	api := os.Getenv("RngApi__Url")
	if api == "" {
		api = "http://numbers-api/rng"
	}
	transport := &http.Transport{DisableKeepAlives: true}
	if proxy := os.Getenv("http_proxy"); proxy != "" {
		address, err := url.Parse(proxy)
		if err != nil {
			log.Fatalf("http_proxy: %v", err)
		}
		// Unlike Go's own rule, .NET also takes the proxy for localhost.
		transport.Proxy = http.ProxyURL(address)
	}
	client := &http.Client{Transport: transport, Timeout: 5 * time.Second}

	http.HandleFunc("/", func(response http.ResponseWriter, request *http.Request) {
		message := ""
		if request.Method == http.MethodPost {
			number, err := draw(client, api)
			if err != nil {
				log.Printf("%v", err)
				message = "RNG service unavailable! (Using API at: " + api + ")"
			} else {
				message = "Here it is: " + number
			}
		}
		response.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(response, "<h1>KIAMOL Random Number Generator</h1>\n<form method=\"post\"><button>Go</button></form>\n<p>%s</p>\n",
			html.EscapeString(message))
	})
	log.Fatal(http.ListenAndServe(":80", nil))
}

func draw(client *http.Client, api string) (string, error) {
	response, err := client.Get(api)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		return "", fmt.Errorf("%s answered %s", api, response.Status)
	}
	return strings.TrimSpace(string(body)), nil
}
