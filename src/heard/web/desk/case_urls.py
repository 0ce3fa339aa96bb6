"""The addresses of a case: its tabs, its clocks, and the page of each act. The bare address of the case stands last."""

from __future__ import annotations

from django.urls import URLPattern, path

from heard.web.desk import (
    case,
    case_clocks,
    case_decisions,
    case_history,
    case_letters,
    case_looks,
    case_messages,
    case_papers,
    case_people,
    case_points,
    drafts,
    findings_grid,
    letters_urls,
    new_case,
    new_code,
    panel_bundle,
    panel_setup,
    stage_2_setup,
    stage_2_setup_forms,
    statement,
    triage,
)
from heard.web.desk.acts import asked
from heard.web.desk.acts import view as acts

urlpatterns: list[URLPattern] = [
    path("cases/new/", new_case.new_case, name="new-case"),
    path("drafts/keep/", drafts.keep, name="draft-keep"),
    path("cases/<path:reference>/do/<slug:slug>/", acts.act, name="act"),
    path("cases/<path:reference>/triage/", triage.triage, name="triage"),
    path("cases/<path:reference>/triage/decide/", triage.decide, name="triage-decide"),
    path("cases/<path:reference>/triage/<slug:step>/", triage.triage, name="triage-step"),
    path("cases/<path:reference>/decisions/", case_decisions.decisions, name="case-decisions"),
    path("cases/<path:reference>/asked/<int:number>/", asked.asked, name="act-asked"),
    path("cases/<path:reference>/clocks/", case_clocks.clocks, name="case-clocks"),
    path("cases/<path:reference>/points/", case_points.points, name="case-points"),
    path("cases/<path:reference>/people/<int:person>/code/", new_code.new_code, name="new-code"),
    path("cases/<path:reference>/people/", case_people.people, name="case-people"),
    path("cases/<path:reference>/papers/", case_papers.papers_tab, name="case-papers"),
    path("cases/<path:reference>/messages/", case_messages.messages_of, name="case-messages"),
    *letters_urls.urlpatterns,
    path("cases/<path:reference>/letters/", case_letters.letters, name="case-letters"),
    path("cases/<path:reference>/history/", case_history.history, name="case-history"),
    path("cases/<path:reference>/looks/", case_looks.looks, name="case-looks"),
    path("cases/<path:reference>/statement/", statement.statement, name="case-statement"),
    path("cases/<path:reference>/stage-2/", stage_2_setup.set_up, name="case-stage-2"),
    path("cases/<path:reference>/access/<int:number>/", stage_2_setup_forms.access, name="case-access"),
    path("cases/<path:reference>/contract/<int:number>/", stage_2_setup_forms.contract, name="case-contract"),
    path("cases/<path:reference>/findings/", findings_grid.grid, name="case-findings"),
    path("cases/<path:reference>/findings/<int:number>/", findings_grid.point, name="case-finding"),
    path("cases/<path:reference>/panel/", panel_setup.panel, name="case-panel"),
    path("cases/<path:reference>/panel/bundle/", panel_bundle.bundle, name="case-bundle"),
    path(
        "cases/<path:reference>/panel/bundle/<int:version>/",
        panel_bundle.bundle_file,
        name="case-bundle-file",
    ),
    path(
        "cases/<path:reference>/ombudsman/<int:number>/copy/", panel_bundle.bundle, name="case-ombudsman-copy"
    ),
    path(
        "cases/<path:reference>/ombudsman/<int:number>/copy/<int:version>/",
        panel_bundle.bundle_file,
        name="case-ombudsman-copy-file",
    ),
    path("cases/<path:reference>/", case.case, name="case"),
]
