"""Does a JSON value have the form a JSON Schema asks for (draft 2020-12)? Closed objects, whole numbers taken literally.

The same schema can hold a decoder to its form, so what is asked for and what is accepted can not drift apart.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any


def fits(value: Any, schema: Mapping[str, Any]) -> bool:
    """True when `value` (from json.loads) meets the schema; 1.0 is no integer here, although the draft says it is.

    >>> fits([1, 2], {"type": "array", "items": {"type": "integer", "minimum": 1}})
    True
    >>> fits(1.0, {"type": "integer"}), fits(True, {"type": "integer"})
    (False, False)
    >>> fits({"a": 1, "b": 2}, closed_object(a={"type": "integer"}))
    False
    """
    return bool(_validator()(schema).is_valid(value))


def closed_object(**properties: Mapping[str, Any]) -> dict[str, Any]:
    """The schema of an object with exactly these keys, all required."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    checker = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, value: type(value) is int)
    return extend(Draft202012Validator, type_checker=checker)
