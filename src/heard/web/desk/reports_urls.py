"""The addresses of reports in the making and of those released."""

from __future__ import annotations

from django.urls import URLPattern, path

from heard.web.desk import reports, reports_release, reports_section

urlpatterns: list[URLPattern] = [
    path("reports/", reports.every, name="reports"),
    path("reports/new/", reports.begin, name="report-begin"),
    path("reports/verify/", reports_release.verify, name="report-verify"),
    path("reports/<int:number>/", reports.draft, name="report-draft"),
    path("reports/<int:number>/details/", reports.details, name="report-details"),
    path("reports/<int:number>/add/", reports.add, name="report-add"),
    path("reports/<int:number>/figures/", reports_section.figures, name="report-figures"),
    path("reports/<int:number>/preview/", reports_release.preview, name="report-preview"),
    path("reports/<int:number>/checks/", reports_release.checks, name="report-checks"),
    path("reports/<int:number>/checks/<slug:finding>/", reports_release.sign_off, name="report-sign-off"),
    path("reports/<int:number>/offer/", reports_release.offer, name="report-offer"),
    path("reports/<int:number>/send-back/", reports_release.send_back, name="report-send-back"),
    path("reports/<int:number>/release/", reports_release.release, name="report-release"),
    path("reports/<int:number>/drop/", reports.drop, name="report-drop"),
    path("reports/sections/<int:number>/", reports_section.section, name="report-section"),
    path("reports/sections/<int:number>/order/", reports.order, name="report-order"),
    path("reports/sections/<int:number>/versions/", reports_section.versions, name="report-versions"),
    path("reports/released/<int:number>/", reports_release.released_one, name="report-released"),
    path(
        "reports/released/<int:number>/report.<str:form>",
        reports_release.download,
        name="report-released-download",
    ),
    path("reports/released/<int:number>/again/", reports.edition, name="report-again"),
    path("reports/released/<int:number>/take-back/", reports_release.take_back, name="report-take-back"),
]
