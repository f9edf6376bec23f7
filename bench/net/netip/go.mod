module krm-fleet.dev/bench/netip

go 1.22
