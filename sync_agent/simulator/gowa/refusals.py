"""How GOWA says no: the bodies of its pkg/error, recovery.go and device.go."""


class Refusal(Exception):
    """One refusal: status, name and sentence."""

    def __init__(self, status: int, code: str, message: str) -> None:
        """Keep what is answered."""
        super().__init__(code)
        self.status = status
        self.body = {"status": status, "code": code, "message": message}


def invalid(message: str) -> Refusal:
    """A field that does not fit."""
    return Refusal(400, "VALIDATION_ERROR", message)


def not_registered() -> Refusal:
    """A number without WhatsApp."""
    return Refusal(400, "INVALID_JID", "user is not registered")


def not_logged_in() -> Refusal:
    """A device whose QR is to be scanned."""
    return Refusal(401, "AUTHENTICATION_ERROR", "you are not loggin")


def not_connected() -> Refusal:
    """A device cut off from WhatsApp."""
    return Refusal(401, "AUTHENTICATION_ERROR", "you are not connect to services server, please reconnect")


def device_required() -> Refusal:
    """Several devices, and none was named."""
    return Refusal(400, "DEVICE_ID_REQUIRED", "device_id is required via X-Device-Id header or device_id query")


def device_unknown() -> Refusal:
    """A device nobody made."""
    message = "device not found; create a device first from /api/devices or provide a valid X-Device-Id"
    return Refusal(404, "DEVICE_NOT_FOUND", message)


def reachout_timelock() -> Refusal:
    """WhatsApp's error 463: no prior chat."""
    message = "WhatsApp rejected this send with error 463 (reach-out timelock)."
    return Refusal(429, "WA_REACHOUT_TIMELOCK", message)


def broken(message: str) -> Refusal:
    """Whatever else went wrong inside."""
    return Refusal(500, "INTERNAL_SERVER_ERROR", message)
