"""The addresses of the people of the office, and of its teams and services."""

from __future__ import annotations

from django.urls import URLPattern, path

from heard.web.desk import people, people_away, people_joining, people_leaving, people_sheet, places

urlpatterns: list[URLPattern] = [
    path("settings/people/", people.people, name="people"),
    path("settings/people/join/", people_joining.join, name="people-join"),
    path("settings/people/asked/<int:number>/", people_joining.asked, name="people-asked"),
    path("settings/people/sheet/", people_sheet.choose, name="people-sheet"),
    path("settings/people/sheet/template.csv", people_sheet.template, name="people-sheet-template"),
    path("settings/people/sheet/<str:token>/", people_sheet.look, name="people-sheet-look"),
    path("settings/people/<int:number>/", people.person, name="people-person"),
    path("settings/people/<int:number>/move/", people_joining.move, name="people-move"),
    path("settings/people/<int:number>/link/", people_joining.new_link, name="people-link"),
    path("settings/people/<int:number>/leave/", people_leaving.leave, name="people-leave"),
    path("settings/people/<int:number>/away/", people_away.away, name="people-away"),
    path("settings/people/<int:number>/away/<int:absence>/", people_away.back, name="people-back"),
    path("me/away/", people_away.own, name="own-away"),
    path("me/away/<int:absence>/", people_away.own_back, name="own-back"),
    path("settings/places/", places.places, name="places"),
    path("settings/places/<str:kind>/add/", places.add, name="place-add"),
    path("settings/places/<str:kind>/<int:number>/", places.place, name="place"),
    path("settings/places/<str:kind>/<int:number>/end/", places.end, name="place-end"),
]
