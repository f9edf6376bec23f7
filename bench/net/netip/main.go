// The other side of the bench: the same work with Go's net/netip. Parse every line, sort, sweep with a stack of the
// prefixes that are still open, count the pairs that share an address.
package main

import (
	"encoding/json"
	"net/netip"
	"os"
	"slices"
	"strings"
	"syscall"
)

func cpuMs() (float64, float64) {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	ms := func(t syscall.Timeval) float64 { return float64(t.Sec)*1000 + float64(t.Usec)/1000 }
	return ms(usage.Utime) + ms(usage.Stime), float64(usage.Maxrss) / 1024
}

func main() {
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	lines := strings.Split(string(text), "\n")
	read, _ := cpuMs()
	prefixes := make([]netip.Prefix, len(lines))
	for i, line := range lines {
		prefix, err := netip.ParsePrefix(line)
		if err != nil {
			panic(err)
		}
		prefixes[i] = prefix.Masked()
	}
	parsed, _ := cpuMs()
	// A million values are sorted by index, as a caller needs to know which of its prefixes overlap.
	order := make([]int32, len(prefixes))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		if c := prefixes[a].Addr().Compare(prefixes[b].Addr()); c != 0 {
			return c
		}
		if c := prefixes[a].Bits() - prefixes[b].Bits(); c != 0 {
			return c
		}
		return int(a - b)
	})
	var pairs [][2]int32
	var open []int32
	for _, i := range order {
		for len(open) > 0 && !prefixes[open[len(open)-1]].Overlaps(prefixes[i]) {
			open = open[:len(open)-1]
		}
		for _, j := range open {
			pairs = append(pairs, [2]int32{j, i})
		}
		open = append(open, i)
	}
	cpu, rss := cpuMs()
	json.NewEncoder(os.Stdout).Encode(map[string]any{
		"prefixes": len(prefixes), "pairCount": len(pairs), "readMs": read, "parseMs": parsed - read, "sweepMs": cpu - parsed, "cpuMs": cpu, "rssMb": rss,
	})
}
