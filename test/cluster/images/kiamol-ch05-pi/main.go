// Command dotnet imitates `dotnet Pi.Web.dll`: Pi to a number of decimal places, on the console or as a page.
package main

import (
	"flag"
	"fmt"
	"html"
	"log"
	"math/big"
	"net/http"
	"os"
	"strconv"
	"time"
)

func main() {
	if len(os.Args) < 2 || os.Args[1] != "Pi.Web.dll" {
		log.Fatalf("dotnet: only Pi.Web.dll is here, not %q", os.Args[1:])
	}
	flags := flag.NewFlagSet("Pi.Web.dll", flag.ExitOnError)
	mode := flags.String("m", "console", "console or web")
	places := flags.Int("dp", 6, "decimal places")
	_ = flags.Parse(os.Args[2:])
	if *mode == "console" {
		fmt.Println(pi(*places))
		return
	}
	http.HandleFunc("/", page)
	log.Fatal(http.ListenAndServe(":80", nil))
}

func page(response http.ResponseWriter, request *http.Request) {
	places := 6
	if dp := request.URL.Query().Get("dp"); dp != "" {
		number, err := strconv.Atoi(dp)
		if err != nil || number < 1 || number > 100000 {
			http.Error(response, "dp must be a number from 1 to 100000", http.StatusBadRequest)
			return
		}
		places = number
	}
	start := time.Now()
	digits := pi(places)
	host, _ := os.Hostname()
	response.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintf(response, "<h1>Pi</h1>\n<p>%s</p>\n<p>To: %d d.p. in: %d ms. from: %s</p>\n",
		digits, places, time.Since(start).Milliseconds(), html.EscapeString(host))
}

// pi is Pi cut after that many decimal places, by Machin's formula: 16 arctan(1/5) - 4 arctan(1/239).
func pi(places int) string {
	const guard = 10
	one := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places+guard)), nil)
	sum := new(big.Int).Mul(big.NewInt(16), arctan(5, one))
	sum.Sub(sum, new(big.Int).Mul(big.NewInt(4), arctan(239, one)))
	digits := sum.String()
	return digits[:1] + "." + digits[1:places+1]
}

// arctan is arctan(1/x) in units of 1/one.
func arctan(x int64, one *big.Int) *big.Int {
	power := new(big.Int).Quo(one, big.NewInt(x))
	sum, term, square := new(big.Int).Set(power), new(big.Int), big.NewInt(x*x)
	for n := int64(3); power.Sign() > 0; n += 2 {
		power.Quo(power, square)
		term.Quo(power, big.NewInt(n))
		if n%4 == 3 {
			sum.Sub(sum, term)
		} else {
			sum.Add(sum, term)
		}
	}
	return sum
}
