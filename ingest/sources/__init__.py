# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""One parser per source: blocks in, clauses out, pure; found by the id of the source."""
