"""The two cookies of the office: for its pages alone, and bound to TLS where there is TLS.

`__Secure-` and not `__Host-`: that one would have to go along with every participants' page too (decision 0011).
"""

from flask import Response, request

_SIGNED_IN = "unsigned_office"


def bound_to_tls(name: str) -> str:
    """The name of a cookie for this request: behind TLS no page without TLS can have set it."""
    return f"__Secure-{name}" if request.is_secure else name


def office_path() -> str:
    """The path of the office on this host."""
    return f"{request.script_root}/office"


def session_cookies() -> list[str]:
    """Every value that the browser brings: one that a neighbouring host planted must not hide the good one."""
    return request.cookies.getlist(bound_to_tls(_SIGNED_IN))


def set_session_cookie(response: Response, value: str) -> None:
    """Send one half of the session along."""
    response.set_cookie(
        bound_to_tls(_SIGNED_IN), value, path=office_path(), httponly=True, samesite="Strict", secure=request.is_secure
    )


def delete_session_cookie(response: Response) -> None:
    """Delete it, and that of an earlier release, which had no prefix."""
    for name in {bound_to_tls(_SIGNED_IN), _SIGNED_IN}:
        response.delete_cookie(name, path=office_path(), httponly=True, samesite="Strict", secure=request.is_secure)
