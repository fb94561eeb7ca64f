"""Does a JSON value have the form a JSON Schema asks for? The subset that answers need, with closed objects.

The same schema can hold a decoder to its form, so what is asked for and what is accepted cannot drift apart.
Keywords and meaning: JSON Schema draft 2020-12 (validation vocabulary).
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

_TYPES: dict[str, type] = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int}


def fits(value: Any, schema: Mapping[str, Any]) -> bool:
    """True when `value` (from json.loads) meets every keyword; KeyError for a keyword outside the subset.

    >>> fits([1, 2], {"type": "array", "items": {"type": "integer", "minimum": 1}})
    True
    >>> fits(True, {"type": "integer"})  # JSON keeps numbers and truth values apart
    False
    >>> fits({"a": 1, "b": 2}, closed_object(a={"type": "integer"}))
    False
    """
    return all(_CHECKS[keyword](value, wanted) for keyword, wanted in schema.items())


def closed_object(**properties: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of an object with exactly these keys, all required."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _type(value: Any, name: str) -> bool:
    return isinstance(value, _TYPES[name]) and (name == "boolean" or not isinstance(value, bool))


def _properties(value: Any, schemas: Mapping[str, Mapping[str, Any]]) -> bool:
    return set(value) <= set(schemas) and all(fits(item, schemas[key]) for key, item in value.items())


# Checked in the order of the schema, where `type` stands first: the other keywords see the kind they are for.
_CHECKS: dict[str, Callable[[Any, Any], bool]] = {
    "type": _type,
    "properties": _properties,
    "required": lambda value, keys: set(keys) <= set(value),
    "additionalProperties": lambda value, allowed: allowed is False,
    "items": lambda value, schema: all(fits(item, schema) for item in value),
    "minItems": lambda value, least: len(value) >= least,
    "maxItems": lambda value, most: len(value) <= most,
    "minimum": lambda value, least: value >= least,
    "maximum": lambda value, most: value <= most,
    "pattern": lambda value, regex: re.fullmatch(regex, value) is not None,
    "enum": lambda value, allowed: value in allowed,
    "const": lambda value, only: value is only,
    "anyOf": lambda value, schemas: any(fits(value, schema) for schema in schemas),
}
