"""Answers questions about addresses with Python's ipaddress: one JSON list per line in, one line of text out."""

import ipaddress as ip
import json
import sys


def address_text(address):
    # Python before 3.13 writes ::ffff:102:304; RFC 5952, section 5 recommends the mixed form.
    mapped = getattr(address, "ipv4_mapped", None)
    return f"::ffff:{mapped}" if mapped else str(address)


def network_text(network):
    return f"{address_text(network.network_address)}/{network.prefixlen}"


def joined(networks):
    return " ".join(network_text(network) for network in networks)


def addr(text):
    try:
        return address_text(ip.ip_address(text))
    except ValueError:
        return "-"


def prefix(text):
    try:
        interface = ip.ip_interface(text)
    except ValueError:
        return "-"
    network = interface.network
    ends = f"{address_text(network.network_address)} {address_text(network.broadcast_address)}"
    return f"{address_text(interface.ip)}/{network.prefixlen} {network_text(network)} {ends}"


def rel(a, b):
    one, other = ip.ip_network(a, strict=False), ip.ip_network(b, strict=False)
    if one.version != other.version:
        return "0 0 0"
    return f"{int(other.subnet_of(one))} {int(one.subnet_of(other))} {int(one.overlaps(other))}"


def order(a, b):
    one, other = ip.ip_address(a), ip.ip_address(b)
    one, other = (one.version, int(one)), (other.version, int(other))
    return str((one > other) - (one < other))


def span(a, b):
    return joined(ip.summarize_address_range(ip.ip_address(a), ip.ip_address(b)))


def join(*texts):
    return joined(ip.collapse_addresses(ip.ip_network(text, strict=False) for text in texts))


def minus(a, b):
    one, other = ip.ip_network(a, strict=False), ip.ip_network(b, strict=False)
    if not one.overlaps(other):
        return joined([one])
    return joined(sorted(one.address_exclude(other))) if other.subnet_of(one) and one != other else ""


def host(text):
    return address_text(next(iter(ip.ip_network(text, strict=False).hosts())))


PRIVATE = [ip.ip_network(text) for text in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")]


def kind(text):
    address = ip.ip_address(text)
    flags = {
        "loopback": address.is_loopback,
        "link-local": address.is_link_local,
        "multicast": address.is_multicast,
        "unspecified": address.is_unspecified,
        "private": any(address in network for network in PRIVATE),
    }
    return " ".join(name for name, holds in flags.items() if holds)


ANSWERS = {f.__name__: f for f in (addr, prefix, rel, order, span, join, minus, host, kind)}

for line in sys.stdin:
    name, *arguments = json.loads(line)
    sys.stdout.write(ANSWERS[name](*arguments) + "\n")
