"""WhatsApp through GOWA (go-whatsapp-web-multidevice), as of its OpenAPI 9.0.0 and source 9.2.0."""
