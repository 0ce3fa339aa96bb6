"""The addresses of requests to correct, restrict or erase, of breaches, and of who saw somebody's record."""

from __future__ import annotations

from django.urls import URLPattern, path

from heard.web.desk import breaches, data_rights, who_looked

urlpatterns: list[URLPattern] = [
    path("data-rights/", data_rights.every, name="data-rights"),
    path("data-rights/new/", data_rights.new, name="data-right-new"),
    path("data-rights/who-looked/", who_looked.find, name="who-looked"),
    path("data-rights/who-looked/<int:person>/", who_looked.report, name="who-looked-report"),
    path("data-rights/who-looked/<int:person>/sheet.csv", who_looked.sheet, name="who-looked-sheet"),
    path("data-rights/<str:number>/", data_rights.one, name="data-right"),
    path("data-rights/<str:number>/letter/", data_rights.letter, name="data-right-letter"),
    path("data-rights/<str:number>/erase/", data_rights.erase, name="data-right-erase"),
    path("data-rights/<str:number>/agreed/<int:second>/", data_rights.agreed, name="data-right-agreed"),
    path("data-rights/<str:number>/marks/<int:mark>/", data_rights.end_dispute, name="data-right-mark"),
    path("data-rights/<str:number>/before/<int:value>/", data_rights.old_value, name="data-right-old"),
    path("data-rights/<str:number>/do/<slug:step>/", data_rights.step, name="data-right-step"),
    path("breaches/", breaches.every, name="breaches"),
    path("breaches/new/", breaches.new, name="breach-new"),
    path("breaches/<str:number>/", breaches.one, name="breach"),
    path("breaches/<str:number>/tie/", breaches.tie, name="breach-tie"),
    path("breaches/<str:number>/say/<slug:about>/", breaches.say, name="breach-say"),
]
