module krm-fleet.dev/conformance/net

go 1.22
