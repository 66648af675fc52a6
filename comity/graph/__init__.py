# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The graph room: records to quads and back, the embedded store, SPARQL under limits, SHACL and OWL checks."""
