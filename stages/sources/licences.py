"""Licences that sources may have, by SPDX id (spdx.org/licenses), and what each allows us to pass on.

Terms without an id of their own are called LicenseRef-…, as SPDX has it.
"""

from stages.core.errors import UserError, unknown

# True: text under it may be shipped in data, samples and models' training sets, with attribution.
# False: may be used for a study on one's own machine, never shipped.
SHIPPABLE = {
    "0BSD": True,
    "Apache-2.0": True,
    "BSD-2-Clause": True,
    "BSD-3-Clause": True,
    "CC-BY-4.0": True,
    "CC-BY-SA-4.0": True,
    "CC-BY-NC-4.0": False,
    "CC-BY-NC-SA-4.0": False,
    "CC0-1.0": True,
    "ISC": True,
    # MITRE's terms of use of ATT&CK: royalty-free for research, development and commerce, but every copy has to carry
    # the copyright line and the terms whole. Records and samples do not carry them, so they stay on one's own machine.
    "LicenseRef-MITRE-ATTACK": False,
    "MIT": True,
    "Unlicense": True,
}


def check_licence(licence: object, where: str) -> str:
    """The licence itself. Raises UserError naming the allowed ones when it is missing or another."""
    if not licence:
        raise UserError(f"{where}: licence is missing; add its SPDX id: {', '.join(SHIPPABLE)}")
    if not isinstance(licence, str) or licence not in SHIPPABLE:
        raise unknown("licence", licence, SHIPPABLE, where)
    return licence
