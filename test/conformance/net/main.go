// Answers questions about addresses with Go's net/netip: one JSON list per line in, one line of text out.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/netip"
	"os"
	"strings"
)

func lastOf(prefix netip.Prefix) netip.Addr {
	bytes := prefix.Masked().Addr().AsSlice()
	for bit := prefix.Bits(); bit < len(bytes)*8; bit++ {
		bytes[bit/8] |= 1 << (7 - bit%8)
	}
	last, _ := netip.AddrFromSlice(bytes)
	return last
}

func yes(is bool) int {
	if is {
		return 1
	}
	return 0
}

func answer(q []string) string {
	switch q[0] {
	case "addr":
		a, err := netip.ParseAddr(q[1])
		if err != nil {
			return "-"
		}
		return a.String()
	case "prefix":
		p, err := netip.ParsePrefix(q[1])
		if err != nil {
			return "-"
		}
		return fmt.Sprintf("%s %s %s %s", p, p.Masked(), p.Masked().Addr(), lastOf(p))
	case "rel":
		a, b := netip.MustParsePrefix(q[1]), netip.MustParsePrefix(q[2])
		contains := func(outer, inner netip.Prefix) bool {
			return outer.Bits() <= inner.Bits() && outer.Contains(inner.Masked().Addr())
		}
		return fmt.Sprintf("%d %d %d", yes(contains(a, b)), yes(contains(b, a)), yes(a.Overlaps(b)))
	case "order":
		return fmt.Sprint(netip.MustParseAddr(q[1]).Compare(netip.MustParseAddr(q[2])))
	case "kind":
		a := netip.MustParseAddr(q[1])
		var flags []string
		for _, flag := range []struct {
			name  string
			holds bool
		}{{"loopback", a.IsLoopback()}, {"link-local", a.IsLinkLocalUnicast()}, {"multicast", a.IsMulticast()}, {"unspecified", a.IsUnspecified()}, {"private", a.IsPrivate()}} {
			if flag.holds {
				flags = append(flags, flag.name)
			}
		}
		return strings.Join(flags, " ")
	}
	panic("net/netip has no answer to " + q[0])
}

func main() {
	in, out := bufio.NewScanner(os.Stdin), bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for in.Scan() {
		var question []string
		if err := json.Unmarshal(in.Bytes(), &question); err != nil {
			panic(err)
		}
		fmt.Fprintln(out, answer(question))
	}
}
