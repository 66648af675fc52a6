# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Does a product have an address of a kind that the definition of a connected device asks for?

Where a definition reaches only devices that are assigned an address, a node that speaks Zigbee to a hub has none of the
internet protocol's and none of Bluetooth's, however well it reaches the internet through the hub.
"""

from __future__ import annotations

from typing import Final

from comity.analyse.profile import Profile
from comity.model.source import Definition, Source
from comity.model.vocab import Vocabulary

COMPONENT: Final = "identifiers"
# The addresses that a connection is made by; any other connection leaves open by which.
_ADDRESS: Final = {
    "internet-directly": "ip-address",
    "local-ip-network": "ip-address",
    "bluetooth": "bluetooth-address",
    "other-short-range-radio": "other-short-range",
}
# What says where a product leads, and nothing of an address of its own.
_NO_ADDRESS: Final = frozenset({"internet-through-other-equipment", "none"})


def asking(source: Source) -> tuple[Definition, ...]:
    """Return the definitions of a source that ask for an address."""
    return tuple(definition for definition in source.definitions if definition.component(COMPONENT))


def meets(definition: Definition, profile: Profile) -> bool | None:
    """Return whether the product has one of the addresses, None where its connections do not tell.

    A profile names all its connections, so that an address that none of them is made by is one that it has not; a
    connection of no particular kind leaves the matter open, and so does a way through other equipment by itself.
    """
    held = set(profile.on("connection")) - _NO_ADDRESS
    addresses = {_ADDRESS[connection] for connection in held if connection in _ADDRESS}
    if addresses & set(definition.component(COMPONENT)):
        return True
    if not held or held - set(_ADDRESS):
        return False if profile.on("connection") == ("none",) else None
    return False


def told(definition: Definition, place: str, profile: Profile, vocabulary: Vocabulary) -> str:
    """Say which addresses count under a definition, and which connections the product has."""
    wanted = " or ".join(member.replace("-", " ") for member in definition.component(COMPONENT))
    stated = profile.on("connection")
    labels = " and ".join(vocabulary.concept("connection", name).label() for name in stated)
    has = f"of the product {labels}" if stated else "the profile names no connection"
    return f"address: {has}, in the text {wanted} ({place}/{definition.clause})"
