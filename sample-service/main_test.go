package main

import (
	"io/ioutil"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

func TestParseLoads(t *testing.T) {
	found, err := parseLoads("steady, spiky")
	if err != nil || len(found) != 2 {
		t.Errorf("got %d loads and %v", len(found), err)
	}
	if _, err := parseLoads("steady,unknown"); err == nil || !strings.Contains(err.Error(), "pagecache") {
		t.Errorf("an unknown load is not refused with the known ones: %v", err)
	}
}

func TestFill(t *testing.T) {
	size := 0
	for _, b := range fill(1 << 20) {
		size += len(b)
	}
	if size != 1<<20 {
		t.Errorf("filled %d bytes", size)
	}
}

func TestEnv(t *testing.T) {
	if env("NO_SUCH_VARIABLE", "x") != "x" || envInt("NO_SUCH_VARIABLE", 3) != 3 || envDuration("NO_SUCH_VARIABLE", time.Second) != time.Second {
		t.Error("no fallback")
	}
}

func TestMetrics(t *testing.T) {
	server := httptest.NewServer(promhttp.Handler())
	defer server.Close()
	answer, err := http.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := ioutil.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"go_info{version=", "go_memstats_heap_released_bytes", "go_memstats_sys_bytes", "process_start_time_seconds"} {
		if !strings.Contains(string(text), name) {
			t.Errorf("no %s", name)
		}
	}
}
