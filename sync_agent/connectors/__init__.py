"""The platforms the agent can talk to: one line per channel kind, one folder each, independent of each other."""

from collections.abc import Callable

from sync_agent.connector_kit.contract import AccountSettings, Connector
from sync_agent.connectors.facebook.connector import FacebookConnector
from sync_agent.connectors.gowa.connector import GowaConnector
from sync_agent.connectors.instagram.connector import InstagramConnector
from sync_agent.connectors.manual.connector import ManualConnector
from sync_agent.connectors.tiktok.connector import TikTokConnector
from sync_agent.connectors.waha.connector import WahaConnector
from sync_agent.connectors.whatsapp_cloud.connector import WhatsAppCloudConnector
from sync_agent.connectors.x.connector import XConnector

CONNECTORS: dict[str, Callable[[AccountSettings], Connector]] = {
    "waha": WahaConnector,
    "whatsapp_cloud": WhatsAppCloudConnector,
    "gowa": GowaConnector,
    "facebook": FacebookConnector,
    "tiktok": TikTokConnector,
    "instagram": InstagramConnector,
    "x": XConnector,
    "manual": ManualConnector,
}
