"""The addresses of the dashboards."""

from django.urls import path

from heard.reporting.dashboards import DASHBOARDS
from heard.web.desk import dashboards, dashboards_pack, dashboards_quality, dashboards_sent

urlpatterns = [
    path(one.address.lstrip("/"), dashboards.one, {"name": one.name}, name=f"dashboard-{one.name}")
    for one in DASHBOARDS.values()
] + [
    path("dashboards/pack/", dashboards_pack.pack, name="scrutiny-pack"),
    path("dashboards/sent/", dashboards_sent.every, name="sent"),
    path("dashboards/sent/new/", dashboards_sent.new, name="sent-new"),
    path("dashboards/sent/<int:number>/", dashboards_sent.go, name="sent-go"),
    path("dashboards/sent/<int:number>/end/", dashboards_sent.end, name="sent-end"),
    path("dashboards/data-quality/", dashboards_quality.every, name="data-quality"),
    path("dashboards/data-quality/<slug:check>/", dashboards_quality.to_mend, name="data-quality-mend"),
]
