"""The addresses of the dashboards."""

from django.urls import path

from heard.reporting.dashboards import DASHBOARDS
from heard.web.desk import dashboards

urlpatterns = [
    path(one.address.lstrip("/"), dashboards.one, {"name": one.name}, name=f"dashboard-{one.name}")
    for one in DASHBOARDS.values()
]
