# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Frozen records that every room speaks: sources, clauses, requirements, mappings, findings."""
