from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "heard.ledger"
    label = "ledger"
