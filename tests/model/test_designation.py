# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Cited documents taken apart, each beside a twin that must stay whole."""

from __future__ import annotations

import pytest

from comity.model.designation import Designation, designation


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("ISO/IEC 29147:2014", Designation("ISO/IEC 29147", "2014")),
        ("ISO/IEC 29147", Designation("ISO/IEC 29147")),
        ("ETSI TS 103 645 V1.1.1 (2019), 4.10-1", Designation("ETSI TS 103 645", "V1.1.1 (2019)", "4.10-1")),
        ("NIST SP 800-53 Rev. 4 (2013, updated 2015)", Designation("NIST SP 800-53", "Rev. 4 (2013, updated 2015)")),
        ("IEC 62443-4-2:2019, CR 2.13", Designation("IEC 62443-4-2", "2019", "CR 2.13")),
        (
            "GSMA IoT Security Assessment (2017), CLP13_8.2.1",
            Designation("GSMA IoT Security Assessment", "(2017)", "CLP13_8.2.1"),
        ),
        ("NEMA Practices (2018), Hardening Devices", Designation("NEMA Practices", "(2018)", "Hardening Devices")),
        ("OASIS CSAF 2.0 (2022)", Designation("OASIS CSAF", "2.0 (2022)")),
        ("IoTSF Framework, Release 2 (2018), 2.4.8.17", Designation("IoTSF Framework", "Release 2 (2018)", "2.4.8.17")),
        ("Regulation (EU) 2016/679, Article 5(1)(f)", Designation("Regulation (EU) 2016/679", None, "Article 5(1)(f)")),
        # Numbers, years and commas that belong to the name.
        ("ORS 646.607", Designation("ORS 646.607")),
        ("Data Protection Act 2018", Designation("Data Protection Act 2018")),
        ("Microsoft, The STRIDE Threat Model", Designation("Microsoft, The STRIDE Threat Model")),
        ("Recommendation ITU-T Y.2060 (Y.4000)", Designation("Recommendation ITU-T Y.2060 (Y.4000)")),
        ("ETSI TR 103 305-3", Designation("ETSI TR 103 305-3")),
    ],
)
def test_a_citation_is_taken_apart(target: str, expected: Designation) -> None:
    assert designation(target) == expected
    assert designation(target).is_dated == (expected.edition is not None)
