# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The one place that knows every room: stages, the build, and the command line."""
