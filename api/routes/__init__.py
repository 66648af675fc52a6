# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""One router per resource; handlers ask the domain and wrap what it says."""
