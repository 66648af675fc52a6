# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Findings over facets: where a jurisdiction stands, what another lacks, where two pull apart. No network, no clock."""
