// Sample-service is a Go program with scripted memory load, for watching how its container is charged.
// It builds with Go 1.11 and everything later: see README.md for the versions of its one dependency.
package main

import (
	"flag"
	"fmt"
	"log"
	"net/http"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

func main() {
	listen := flag.String("listen", env("LISTEN", "127.0.0.1:8080"), "address to serve /metrics and /healthz on")
	load := flag.String("load", env("LOAD", "steady"), "comma-separated load: steady, spiky, leak, offheap, pagecache, goroutines")
	size := flag.Int("size", envInt("SIZE_MIB", 300), "size of the load in MiB: of a spike, of what leaks in ten minutes, ...")
	every := flag.Duration("every", envDuration("EVERY", 45*time.Second), "time from spike to spike")
	hold := flag.Duration("hold", envDuration("HOLD", 5*time.Second), "how long a spike is held")
	release := flag.Bool("release", env("RELEASE", "") == "true", "give memory back as soon as a spike is over, instead of leaving it to the runtime")
	flag.Parse()

	loads, err := parseLoads(*load)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	shape := shape{size: *size << 20, every: *every, hold: *hold, release: *release}
	for _, start := range loads {
		go start(shape)
	}

	http.Handle("/metrics", promhttp.Handler())
	http.HandleFunc("/healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	go func() {
		stop := make(chan os.Signal, 1)
		signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
		<-stop
		os.Exit(0)
	}()
	log.Printf("%s serves %s under load %s", runtime.Version(), *listen, *load)
	log.Fatal(http.ListenAndServe(*listen, nil))
}
