# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""HTTP over a release, read-only: REST, SPARQL and linked data; knows ``comity`` and not how a release is made."""
