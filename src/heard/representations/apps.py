from django.apps import AppConfig


class RepresentationsConfig(AppConfig):
    name = "heard.representations"
    label = "representations"
