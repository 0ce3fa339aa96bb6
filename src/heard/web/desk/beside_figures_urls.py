"""The addresses of what stands beside figures: events that bear on them, the forecast, and other councils."""

from __future__ import annotations

from django.urls import URLPattern, path

from heard.web.desk import forecast, settings_events

urlpatterns: list[URLPattern] = [
    path("dashboards/forecast/", forecast.forecast, name="forecast"),
    path("settings/events/", settings_events.listed, name="settings-events"),
    path("settings/events/new/", settings_events.new, name="settings-event-new"),
    path("settings/events/<int:number>/", settings_events.correct, name="settings-event-correct"),
    path("settings/events/<int:number>/end/", settings_events.end, name="settings-event-end"),
    path("settings/events/<int:number>/review/", settings_events.review, name="settings-event-review"),
    path("settings/events/<int:number>/back/", settings_events.take_back, name="settings-event-take-back"),
]
