# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Mappings between requirements of different jurisdictions: similarity proposes, facets dispose, SSSOM carries.

``align.align`` makes the mappings, ``vectors.vectors`` what they and a search rest on, ``embed`` the model behind
a Protocol, ``sssom`` the file. Nothing here is imported on the path of a query save ``sssom``, which is light.
"""
