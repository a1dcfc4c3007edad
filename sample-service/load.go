package main

import (
	"fmt"
	"io/ioutil"
	"os"
	"runtime"
	"runtime/debug"
	"sort"
	"strings"
	"syscall"
	"time"
)

// shape says how large a load is and how it goes on.
type shape struct {
	size    int
	every   time.Duration
	hold    time.Duration
	release bool
}

// loads are the loads by name; each runs until the program ends.
var loads = map[string]func(shape){
	"steady":     steady,
	"spiky":      spiky,
	"leak":       leak,
	"offheap":    offHeap,
	"pagecache":  pageCache,
	"goroutines": goroutines,
}

// parseLoads returns the loads that a comma-separated list names.
func parseLoads(list string) ([]func(shape), error) {
	var found []func(shape)
	for _, name := range strings.Split(list, ",") {
		load, ok := loads[strings.TrimSpace(name)]
		if !ok {
			return nil, fmt.Errorf("there is no load %q; there are %s", name, strings.Join(names(), ", "))
		}
		found = append(found, load)
	}
	return found, nil
}

func names() []string {
	var all []string
	for name := range loads {
		all = append(all, name)
	}
	sort.Strings(all)
	return all
}

const (
	block    = 64 << 10
	liveSize = 60 << 20
	// Leaks and the like grow to their size in so long.
	growth = 10 * time.Minute
)

// fill allocates size bytes and touches every page.
func fill(size int) [][]byte {
	blocks := make([][]byte, 0, size/block+1)
	for n := 0; n < size; n += block {
		b := make([]byte, block)
		for i := 0; i < len(b); i += 4096 {
			b[i] = byte(i)
		}
		blocks = append(blocks, b)
	}
	return blocks
}

// live is what every load keeps beside: a service is never empty.
func live() [][]byte { return fill(liveSize) }

// churn allocates and forgets, so that the garbage collector has something to do.
func churn(bytesPerSecond int) {
	for range time.Tick(100 * time.Millisecond) {
		fill(bytesPerSecond / 10)
	}
}

// steady keeps a live heap and allocates beside it.
func steady(shape) {
	kept := live()
	churn(20 << 20)
	runtime.KeepAlive(kept)
}

// spiky is steady with a spike of live heap now and then.
func spiky(s shape) {
	kept := live()
	go churn(20 << 20)
	for {
		time.Sleep(s.every / 4)
		spike := fill(s.size)
		time.Sleep(s.hold)
		runtime.KeepAlive(spike)
		spike = nil
		if s.release {
			debug.FreeOSMemory()
		}
		time.Sleep(s.every - s.every/4 - s.hold)
		runtime.KeepAlive(kept)
	}
}

// leak keeps ever more, as much as its size in ten minutes.
func leak(s shape) {
	kept := live()
	go churn(20 << 20)
	for range time.Tick(time.Second) {
		kept = append(kept, fill(int(float64(s.size)*time.Second.Seconds()/growth.Seconds()))...)
		runtime.KeepAlive(kept)
	}
}

// offHeap maps memory that Go knows nothing of, as cgo libraries do.
func offHeap(s shape) {
	kept := live()
	go churn(20 << 20)
	step := int(float64(s.size) / growth.Seconds())
	step -= step % os.Getpagesize()
	for range time.Tick(time.Second) {
		mapped, err := syscall.Mmap(-1, 0, step, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
		if err != nil {
			fmt.Fprintln(os.Stderr, "mmap:", err)
			return
		}
		for i := 0; i < len(mapped); i += 4096 {
			mapped[i] = 1
		}
		runtime.KeepAlive(kept)
	}
}

// pageCache writes a file of its size and reads it again and again.
func pageCache(s shape) {
	kept := live()
	go churn(20 << 20)
	file, err := ioutil.TempFile("", "pagecache")
	if err != nil {
		fmt.Fprintln(os.Stderr, "page cache:", err)
		return
	}
	defer os.Remove(file.Name())
	for n := 0; n < s.size; n += block {
		if _, err := file.Write(make([]byte, block)); err != nil {
			fmt.Fprintln(os.Stderr, "page cache:", err)
			return
		}
	}
	buffer := make([]byte, block)
	for range time.Tick(s.every) {
		for n := int64(0); n < int64(s.size); n += block {
			if _, err := file.ReadAt(buffer, n); err != nil {
				break
			}
		}
		runtime.KeepAlive(kept)
	}
}

// goroutines leaks goroutines whose stacks add up to its size in ten minutes.
func goroutines(s shape) {
	kept := live()
	go churn(20 << 20)
	const stack = 32 << 10
	perSecond := int(float64(s.size)/stack/growth.Seconds()) + 1
	for range time.Tick(time.Second) {
		for i := 0; i < perSecond; i++ {
			go deep(200)
		}
		runtime.KeepAlive(kept)
	}
}

// deep grows its stack and never returns.
func deep(depth int) byte {
	var frame [128]byte
	if depth > 0 {
		frame[depth%len(frame)] = deep(depth - 1)
		return frame[0]
	}
	select {}
}
