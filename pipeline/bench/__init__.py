# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``make bench``: what takes how long, each beside something on the same machine in the same run (docs/bench.md).

Absolute times belong to the machine; the ratios are what may be quoted.
"""
