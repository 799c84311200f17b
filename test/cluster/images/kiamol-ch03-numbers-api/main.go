// Command numbers-api imitates the random number API that breaks after a number of calls, until it restarts.
package main

import (
	"fmt"
	"log"
	"math/rand"
	"net/http"
	"os"
	"strconv"
	"sync/atomic"
)

var calls atomic.Int64

func main() {
	failAfter, err := strconv.ParseInt(os.Getenv("FailAfterCallCount"), 10, 64)
	if err != nil {
		failAfter = -1
	}
	unhealthy := func() bool { return failAfter >= 0 && calls.Load() >= failAfter }
	draw := func(response http.ResponseWriter, _ *http.Request) {
		if unhealthy() {
			answer(response, http.StatusInternalServerError, `{"message": "Unhealthy"}`)
			return
		}
		calls.Add(1)
		answer(response, http.StatusOK, strconv.Itoa(rand.Intn(100)))
	}
	http.HandleFunc("/rng", draw)
	http.HandleFunc("/sixeyed/kiamol/master/ch03/numbers/rng", draw) // where the other API has its number
	http.HandleFunc("/healthz", func(response http.ResponseWriter, _ *http.Request) {
		if unhealthy() {
			answer(response, http.StatusInternalServerError, `{"message": "Unhealthy"}`)
			return
		}
		answer(response, http.StatusOK, "Ok")
	})
	http.HandleFunc("/reset", func(response http.ResponseWriter, _ *http.Request) {
		calls.Store(0)
		answer(response, http.StatusOK, "Ok")
	})
	log.Fatal(http.ListenAndServe(":80", nil))
}

func answer(response http.ResponseWriter, status int, body string) {
	log.Printf("%d %s", status, body)
	response.WriteHeader(status)
	fmt.Fprint(response, body)
}
