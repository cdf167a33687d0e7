"""Setting, asking about and deleting the webhook."""

import re
from urllib.parse import urlsplit

from tests.botapi.errors import bad_request, conflict
from tests.botapi.parameters import Call, Json
from tests.botapi.updates import UpdateQueue
from tests.botapi.webhook import Patience, Webhook, WebhookDelivery

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_MOST_CONNECTIONS = 100
_USUAL_CONNECTIONS = 40
_SECRET_LENGTH = 256
_SECRET = re.compile(r"[A-Za-z0-9_-]*")


class WebhookMethods:
    """The one webhook that a bot may have. While it is set, polling is a conflict."""

    def __init__(self, updates: UpdateQueue, patience: Patience) -> None:
        self._updates = updates
        self._patience = patience
        self._delivery: WebhookDelivery | None = None
        self.methods = {
            "setWebhook": self._set,
            "deleteWebhook": self._delete,
            "getWebhookInfo": self._info,
        }

    def refuse_polling(self) -> None:
        """Raise the conflict if a webhook is set."""
        if self._delivery:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )

    async def close(self) -> None:
        """Deliver no more."""
        if self._delivery:
            self._delivery.stop()
            await self._delivery.stopped()
            self._delivery = None

    def _set(self, call: Call) -> bool:
        if not call.text("url"):
            return self._delete(call)
        webhook = _checked(call)
        self._updates.allow(call.items("allowed_updates"))
        if call.flag("drop_pending_updates"):
            self._updates.clear()
        self._updates.end_poll("terminated by setWebhook request")
        if self._delivery is None or self._delivery.webhook != webhook:
            self._end()
            self._delivery = WebhookDelivery(webhook, self._updates, self._patience)
            self._delivery.start()
        return True

    def _delete(self, call: Call) -> bool:
        if call.flag("drop_pending_updates"):
            self._updates.clear()
        self._end()
        return True

    def _end(self) -> None:
        if self._delivery:
            self._delivery.stop()
            self._delivery = None

    def _info(self, call: Call) -> Json:
        info: Json = {
            "url": "",
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.pending),
        }
        if self._delivery:
            info["url"] = self._delivery.webhook.url
            info["max_connections"] = self._delivery.webhook.max_connections
            if self._delivery.last_error:
                when, what = self._delivery.last_error
                info |= {"last_error_date": int(when), "last_error_message": what}
        if self._updates.allowed:
            info["allowed_updates"] = self._updates.allowed
        return info


def _checked(call: Call) -> Webhook:
    url = urlsplit(call.text("url"))
    if url.scheme != "http" or url.hostname not in _LOOPBACK:
        raise bad_request("bad webhook: this server delivers to http on loopback only")
    secret = call.text("secret_token")
    if len(secret) > _SECRET_LENGTH:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    asked = call.integer("max_connections", _USUAL_CONNECTIONS)
    return Webhook(url.geturl(), secret, max(1, min(asked, _MOST_CONNECTIONS)))
