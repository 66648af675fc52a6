# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The domain of Comity: requirements of IoT security rules, mapped, compared and explained."""
