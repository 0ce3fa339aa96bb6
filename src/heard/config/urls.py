"""Every address of the installation."""

from django.urls import include, path

urlpatterns = [path("", include("heard.web.urls"))]

handler400 = "heard.web.errors.bad_request"
handler500 = "heard.web.errors.server_error"
