# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The shapes of every JSON answer; the records inside stay frozen dataclasses, these exist at the edge only."""
