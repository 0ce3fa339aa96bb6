"""The addresses of what stands beside figures: events that bear on them, the forecast, and other councils."""

from __future__ import annotations

from django.urls import URLPattern, path

from heard.web.desk import forecast, other_councils, settings_events, settings_small_numbers

urlpatterns: list[URLPattern] = [
    path("dashboards/forecast/", forecast.forecast, name="forecast"),
    path("dashboards/other-councils/", other_councils.beside, name="other-councils"),
    path("dashboards/other-councils/new/", other_councils.new, name="other-figure-new"),
    path("dashboards/other-councils/sheet/", other_councils.sheet, name="other-councils-sheet"),
    path("dashboards/other-councils/sheet.csv", other_councils.template, name="other-councils-template"),
    path("dashboards/other-councils/groups/new/", other_councils.new_group, name="comparison-group-new"),
    path("dashboards/other-councils/groups/<int:number>/", other_councils.group, name="comparison-group"),
    path("dashboards/other-councils/<int:number>/", other_councils.correct, name="other-figure-correct"),
    path("dashboards/other-councils/<int:number>/out/", other_councils.drop, name="other-figure-drop"),
    path("settings/small-numbers/", settings_small_numbers.threshold, name="settings-small-numbers"),
    path("settings/events/", settings_events.listed, name="settings-events"),
    path("settings/events/new/", settings_events.new, name="settings-event-new"),
    path("settings/events/<int:number>/", settings_events.correct, name="settings-event-correct"),
    path("settings/events/<int:number>/end/", settings_events.end, name="settings-event-end"),
    path("settings/events/<int:number>/review/", settings_events.review, name="settings-event-review"),
    path("settings/events/<int:number>/back/", settings_events.take_back, name="settings-event-take-back"),
]
