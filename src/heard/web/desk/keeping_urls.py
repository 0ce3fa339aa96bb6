"""The addresses of keeping and erasing: what is due, the schedule, holds, and what was erased."""

from __future__ import annotations

from django.urls import URLPattern, path

from heard.web.desk import keeping, keeping_leavers, keeping_schedule

urlpatterns: list[URLPattern] = [
    path("keeping/", keeping.due, name="keeping"),
    path("keeping/erased/", keeping.erased, name="keeping-erased"),
    path("keeping/schedule/", keeping_schedule.every_line, name="keeping-schedule"),
    path("keeping/schedule/sign-off/", keeping_schedule.sign_off, name="keeping-sign-off"),
    path("keeping/schedule/<slug:code>/", keeping_schedule.line, name="keeping-line"),
    path("keeping/leavers/", keeping_leavers.leavers, name="keeping-leavers"),
    path("keeping/leavers/<int:number>/", keeping_leavers.leaver, name="keeping-leaver"),
    path("keeping/holds/", keeping_schedule.every_hold, name="keeping-holds"),
    path("keeping/holds/new/", keeping_schedule.new_hold, name="keeping-hold-new"),
    path("keeping/holds/<int:number>/", keeping_schedule.release, name="keeping-hold"),
    *(
        path(f"keeping/cases/<path:reference>/{step}/", keeping.step, {"step": step}, name=f"keeping-{step}")
        for step in ("facts", "keep", "propose")
    ),
    path("keeping/cases/<path:reference>/", keeping.case, name="keeping-case"),
]
