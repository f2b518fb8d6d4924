"""The one gate against private addresses: where the socket is opened, after resolution, for every address tried.

Checks of links alone miss redirects, names that resolve to loopback, rebinding between two look-ups, and decimal,
octal or mapped spellings. Here the operating system's own answer is judged, and nothing is connected that was not.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

AddressInfo = tuple[int, int, int, str, tuple[Any, ...]]
_NAT64 = ip_network("64:ff9b::/96")
_COMPATIBLE = ip_network("::/96")


class PrivateAddressError(OSError):
    """A name led to an address that is not on the public internet."""

    def __init__(self, address: str) -> None:
        super().__init__(f"{address} is not a public address; an outlet of an intranet needs 'allow_private: yes'")
        self.address = address


def is_public(address: str) -> bool:
    """Whether ``address`` (a literal IPv4 or IPv6 address) is reachable for everybody on the internet.

    Loopback, private, link-local, shared (100.64.0.0/10), documentation, multicast and reserved ranges are not, nor is
    an IPv6 address that only wraps such an IPv4 address (mapped, compatible, NAT64, 6to4, Teredo). What cannot be
    read as an address is not.
    """
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv4Address):
        return _is_global(parsed)
    inner = _wrapped(parsed)
    carried = parsed.ipv4_mapped is not None or parsed in _NAT64  # the address is nothing but the IPv4 address in it
    return (carried or _is_global(parsed)) and all(map(_is_global, inner))


def _is_global(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not address.is_multicast and not address.is_reserved


def _wrapped(address: IPv6Address) -> list[IPv4Address]:
    """The IPv4 addresses that packets to ``address`` may end at."""
    inner = [found for found in (address.ipv4_mapped, address.sixtofour) if found]
    if address.teredo:
        inner.extend(address.teredo)
    if address in _NAT64 or address in _COMPATIBLE:
        inner.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return inner


def socket_factory(allow_private: bool) -> Callable[[AddressInfo], socket.socket]:
    """A factory of unconnected sockets for one resolved address; raises PrivateAddressError where the gate is shut."""

    def make(info: AddressInfo) -> socket.socket:
        family, kind, protocol, _, where = info
        if not allow_private and not is_public(str(where[0])):
            raise PrivateAddressError(str(where[0]))
        return socket.socket(family=family, type=kind, proto=protocol)

    return make
