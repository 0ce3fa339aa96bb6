"""Every address of the installation."""

from django.urls import include, path

from heard.web import health

urlpatterns = [
    path("", include("heard.web.urls")),
    path("health/", health.health, name="health"),
    path("metrics/", health.metrics, name="metrics"),
]

handler400 = "heard.web.errors.bad_request"
handler404 = "heard.web.errors.not_found"
handler500 = "heard.web.errors.server_error"
