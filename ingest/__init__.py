# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Documents in, requirements out: records, readers, parsers and the machine's extraction."""
