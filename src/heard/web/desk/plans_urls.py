"""The addresses of plans, and of what committees and partners asked."""

from __future__ import annotations

from django.urls import URLPattern, path

from heard.web.desk import committees, plans

urlpatterns: list[URLPattern] = [
    path("plans/", plans.every, name="plans"),
    path("plans/new/", plans.new, name="plan-new"),
    path("plans/<int:number>/", plans.one, name="plan"),
    path("plans/<int:number>/add/", plans.add, name="plan-add"),
    path("plans/items/<int:number>/", plans.progress, name="plan-progress"),
    path("plans/items/<int:number>/carry/", plans.carry, name="plan-carry"),
    path("committees/", committees.every, name="committees"),
    path("committees/new/", committees.new, name="committee-new"),
    path("committees/<int:number>/", committees.one, name="committee-meeting"),
    path("committees/<int:number>/add/", committees.add, name="committee-add"),
    path("committees/matters/<int:number>/", committees.answer, name="committee-answer"),
    path("committees/matters/<int:number>/plan/", committees.into_plan, name="committee-into-plan"),
    path("committees/contracts/new/", committees.new_contract, name="advocacy-contract-new"),
    path("committees/contracts/<int:number>/", committees.end_contract, name="advocacy-contract-end"),
]
